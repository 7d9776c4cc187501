# Leat: `make demo`, `make test`, `make check`, `make soak`, `make bench`, `make install`. Objects go to build/.
# Every target first looks for what it needs, and installs from Debian what is missing (INSTALL_DEPS=no: only says so).
BUILD  ?= build
PREFIX ?= /usr/local
T      ?=
JOBS   ?= $(shell nproc 2>/dev/null || echo 1)
VERSION := $(shell cat VERSION)
# One spelling: what a target's .d file says of it must be the target's name, or it is not made again.
override BUILD := $(patsubst $(CURDIR)/%,%,$(BUILD))
export BUILD CC JOBS

CSTD   = -std=gnu17
WARN   = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
         -Wwrite-strings -Wundef -Wformat=2 -Wno-missing-field-initializers
WERROR ?= -Werror
OPT    ?= -O2 -g
CFLAGS_ALL = $(CSTD) $(WARN) $(WERROR) $(OPT) -fno-omit-frame-pointer -MD -MP -Iinclude -Isrc \
         -DLEAT_VERSION='"$(VERSION)"' $(CFLAGS)

BASE_SRC = $(sort $(wildcard src/base/*.c))
RT_SRC   = $(sort $(wildcard src/rt/*.c))
CLI_SRC  = src/cli/main.c
LIB_SRC  = $(filter-out $(CLI_SRC),$(sort $(wildcard src/flow/*.c src/check/*.c src/lower/*.c \
           src/emit/*.c src/build/*.c src/prove/*.c src/deploy/*.c src/view/*.c src/cli/*.c)))
# What programs need of the runtime as well: values in quotes' helpers, and the words of the rendezvous.
LIB_RT_SRC = src/rt/value.c src/rt/memory.c src/rt/spare.c src/rt/current.c src/rt/fail.c src/rt/words.c
UNIT_SRC = $(sort $(wildcard tests/unit/test_*.c))
FUZZ_SRC = $(sort $(wildcard tests/fuzz/fuzz_*.c))
PROPERTY_SRC = $(sort $(wildcard tests/property/*.c))
PROPERTY = $(BUILD)/property/random_flows
PEER = $(BUILD)/rust/peer
# What emits; where $(BUILD) is compiled with flags that programs are not, another's.
EMIT ?= $(BUILD)/leat

# All but leat_program.o, which every program has for itself: src/base/program.h.
LIBLEAT_SRC = $(LIB_SRC) $(filter-out src/base/program.c,$(BASE_SRC)) $(LIB_RT_SRC)
obj   = $(patsubst %.c,$(BUILD)/%.o,$(1))
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(UNIT_SRC))
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(FUZZ_SRC))

.PHONY: all lib units peer fuzzers demo test check soak bench golden format install uninstall clean help deps-%
.DELETE_ON_ERROR:
.SECONDARY:

all: lib $(BUILD)/leat $(BUILD)/include
lib: $(BUILD)/libleat.a $(BUILD)/libleat_rt.a $(BUILD)/leat.so $(BUILD)/leat_program.o
units: $(UNITS) $(PROPERTY) $(PEER)
peer: $(PEER)
fuzzers: $(FUZZERS)

help:
	@echo "make         build build/leat and its libraries"
	@echo "make demo    build, and run examples/first_ten_distributed.c"
	@echo "make test    build, and run all tests; T=PATTERN runs those whose name matches"
	@echo "make check   the tests with clang and with sanitizers, fuzzing, and the linters"
	@echo "make soak    10,000 random flows against the reference; PROPERTY_FLOWS, PROPERTY_SEED"
	@echo "make bench   measure against C by hand and peers; bench NAME... chooses, QUICK=1 hurries"
	@echo "make golden  write the golden files anew"
	@echo "make format  format the C sources with clang-format"
	@echo "make install [PREFIX=/usr/local] [DESTDIR=...], make uninstall, make clean"

# ---- what is needed from Debian ----

deps-%:
	@tools/install-deps $*
# Remembered for as long as tools/install-deps stays as it is, so that a build does not ask each time.
$(BUILD)/.deps-build: tools/install-deps
	@tools/install-deps build
	@mkdir -p $(BUILD) && touch $@
# So that LEAT_HOME can be any build directory.
$(BUILD)/include:
	@mkdir -p $(BUILD) && ln -s $(CURDIR)/include $@

# ---- objects, archives, programs ----

$(BUILD)/%.o: %.c | $(BUILD)/.deps-build
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CFLAGS_ALL) -c $< -o $@

# What is in leat.so as well. (The stamp: what was compiled before it was so has to be compiled again.)
$(call obj,$(LIBLEAT_SRC)): CFLAGS_ALL += -fPIC -fno-semantic-interposition
$(call obj,$(LIBLEAT_SRC)): $(BUILD)/.position-independent
$(BUILD)/.position-independent:
	@mkdir -p $(@D) && touch $@

$(BUILD)/libleat.a: $(call obj,$(LIB_SRC) $(BASE_SRC) $(LIB_RT_SRC))
	@echo "ar $@"
	@rm -f $@; ar rcs $@ $^
# Data is looked for in the program first, which may have a copy of it. The archive has what debuggers want.
$(BUILD)/leat.so: $(call obj,$(LIBLEAT_SRC))
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) -shared -Wl,-Bsymbolic-functions -Wl,-S $^ -luv -o $@.new && mv $@.new $@
$(BUILD)/leat_program.o: $(BUILD)/src/base/program.o
	@cp $< $@
$(BUILD)/libleat_rt.a: $(call obj,$(RT_SRC) $(BASE_SRC))
	@echo "ar $@"
	@rm -f $@; ar rcs $@ $^
$(BUILD)/leat: $(call obj,$(CLI_SRC)) $(BUILD)/libleat.a
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) $^ -luv -o $@

# The runtime first: what both archives define, a test of the runtime wants from there.
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/libleat_rt.a $(BUILD)/libleat.a
	@mkdir -p $(@D)
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) $^ -luv -lcmocka -lm -o $@
# Emitted code, for tests that look into it.
$(BUILD)/tests/emitted/every_type.h: tests/flows/every_type.c tests/flows/flow.h tests/rust/types.h $(EMIT) | $(BUILD)/include
	@mkdir -p $(@D)
	@echo "emit $<"
	@LEAT_HOME=$(abspath $(dir $(EMIT))) XDG_CACHE_HOME=$(abspath $(@D)) $(EMIT) emit $< >$@.c
	@sed 's/^int main(/int emitted_main(/' $@.c >$@
$(BUILD)/tests/unit/test_emitted.o $(BUILD)/tests/fuzz/fuzz_emitted.o: CFLAGS += -I$(BUILD)/tests/emitted -I.
$(BUILD)/tests/unit/test_emitted.o $(BUILD)/tests/fuzz/fuzz_emitted.o: $(BUILD)/tests/emitted/every_type.h
$(PEER): $(BUILD)/tests/rust/peer.o $(BUILD)/libleat_rt.a
	@mkdir -p $(@D)
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) $^ -luv -o $@
# The random flows share nothing with the libraries.
$(PROPERTY): $(call obj,$(PROPERTY_SRC))
	@mkdir -p $(@D)
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) $^ -o $@
$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/libleat_rt.a $(BUILD)/libleat.a
	@mkdir -p $(@D)
	@echo "ld $@"
	@$(CC) $(OPT) $(CFLAGS) -fsanitize=fuzzer $^ -luv -o $@

# ---- for people ----

demo: deps-build
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@echo
	@echo '$$ $(BUILD)/leat run examples/first_ten_distributed.c'
	@$(BUILD)/leat run examples/first_ten_distributed.c

test: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all units
	@tests/run "$(T)"

check: deps-check
	@tools/check

soak: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all units
	@PROPERTY_FLOWS=$${PROPERTY_FLOWS:-10000} PROPERTY_OPTIONS=--thorough tests/run '^property/'

# `make bench NAME...` as well as `make bench B="NAME..."`: what is named after a workload is no target then (but `check` is).
ifeq ($(firstword $(MAKECMDGOALS)),bench)
workloads := $(foreach goal,$(filter-out lib peers check,$(wordlist 2,99,$(MAKECMDGOALS))),$(if $(wildcard bench/$(goal)/.),$(goal)))
B ?= $(workloads)
.PHONY: $(workloads)
$(workloads):
	@:
endif

bench: deps-bench
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@bench/run $(B)

golden: deps-test
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@tests/golden/update

format: deps-format
	clang-format -i $$(git ls-files --cached --others --exclude-standard 'src/*.[ch]' 'tests/unit/*.[ch]' 'tests/fuzz/*.[ch]')

install: deps-build
	@$(MAKE) --no-print-directory -j$(JOBS) all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include/leat/rt $(DESTDIR)$(PREFIX)/include/leat/operators \
	    $(DESTDIR)$(PREFIX)/lib/leat \
	    $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/leat $(DESTDIR)$(PREFIX)/bin/leat
	install -m 644 include/leat/*.h include/leat/*.def $(DESTDIR)$(PREFIX)/include/leat
	install -m 644 include/leat/rt/*.h $(DESTDIR)$(PREFIX)/include/leat/rt
	install -m 644 include/leat/operators/*.h $(DESTDIR)$(PREFIX)/include/leat/operators
	install -m 644 $(BUILD)/libleat.a $(BUILD)/libleat_rt.a $(BUILD)/leat.so $(BUILD)/leat_program.o \
	    $(DESTDIR)$(PREFIX)/lib/leat
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' tools/leat.pc.in \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/leat.pc
	chmod 644 $(DESTDIR)$(PREFIX)/lib/pkgconfig/leat.pc
	install -m 644 man/leat.1 $(DESTDIR)$(PREFIX)/share/man/man1/leat.1

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/leat $(DESTDIR)$(PREFIX)/include/leat $(DESTDIR)$(PREFIX)/lib/leat \
	    $(DESTDIR)$(PREFIX)/lib/pkgconfig/leat.pc $(DESTDIR)$(PREFIX)/share/man/man1/leat.1

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD)/src $(BUILD)/tests -name '*.d' 2>/dev/null)
