# Leat: `make demo`, `make test`, `make check`, `make bench`, `make install`. Objects go to build/.
CC      ?= gcc
BUILD   ?= build
PREFIX  ?= /usr/local
VERSION := $(shell cat VERSION)

CSTD  = -std=gnu17
WARN  = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wwrite-strings -Wundef -Wformat=2 -Werror
OPT  ?= -O2 -g
CFLAGS_ALL = $(CSTD) $(WARN) $(OPT) -fno-omit-frame-pointer -MMD -MP -Iinclude -Isrc \
        -DLEAT_VERSION='"$(VERSION)"' $(CFLAGS)

BASE_SRC = $(sort $(wildcard src/base/*.c))
RT_SRC   = $(sort $(wildcard src/rt/*.c))
CLI_SRC  = src/cli/main.c
LIB_SRC  = $(filter-out $(CLI_SRC),$(sort $(wildcard src/flow/*.c src/check/*.c src/lower/*.c \
           src/emit/*.c src/build/*.c src/deploy/*.c src/view/*.c src/cli/*.c)))
UNIT_SRC = $(sort $(wildcard tests/unit/test_*.c))

obj = $(patsubst %.c,$(BUILD)/%.o,$(1))
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT_SRC))

.PHONY: all lib units clean
all: lib $(BUILD)/leat
lib: $(BUILD)/libleat.a $(BUILD)/libleat_rt.a

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CFLAGS_ALL) -c $< -o $@

$(BUILD)/libleat.a: $(call obj,$(LIB_SRC) $(BASE_SRC) src/rt/value.c src/rt/memory.c src/rt/fail.c \
        src/rt/words.c)
	@rm -f $@; ar rcs $@ $^
$(BUILD)/libleat_rt.a: $(call obj,$(RT_SRC) $(BASE_SRC))
	@rm -f $@; ar rcs $@ $^
$(BUILD)/leat: $(call obj,$(CLI_SRC)) $(BUILD)/libleat.a
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) $^ -luv -o $@

units: $(UNITS)
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/libleat.a $(BUILD)/libleat_rt.a
	@mkdir -p $(@D)
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) $^ -luv -lcmocka -o $@

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
