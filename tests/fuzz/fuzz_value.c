/*
 * fuzz_value.c: arbitrary bytes are decoded as one of several types. What is accepted must encode to
 * the bytes that were consumed, equal itself, and be accepted by the generated decoder too; what is
 * refused must be refused by it.
 *
 * The first byte chooses the type. Build: clang -fsanitize=fuzzer,address,undefined.
 */
#include <stdlib.h>

#include "../unit/rt_codec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct leat_run run;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_generated(const uint8_t *bytes, size_t size, const order *expected, const uint8_t *end)
{
    struct leat_frame frame = {bytes, bytes + size};
    order got;

    require(decode_order(&frame, &got) == (end != NULL));
    if (!end)
        return;
    require(frame.at == end && leat_value_equal(&leat_d_order, expected, &got));
    require(size_order(&got) == (size_t)(end - bytes));
}

static void check_accepted(const struct leat_descriptor *type, void *value, const uint8_t *bytes, size_t consumed)
{
    struct leat_keep keep = {0};
    uint64_t hash = leat_value_hash(type, value, 1);
    leat_bytes again = encoded(type, value, &run.arena);

    require(again.length == consumed && memcmp(again.data, bytes, consumed) == 0);
    leat_keep_move(&keep, type, value);
    leat_arena_reset(&run.arena);
    require(leat_value_hash(type, value, 1) == hash);
    again = encoded(type, value, &run.arena);
    require(again.length == consumed && memcmp(again.data, bytes, consumed) == 0);
    leat_keep_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct leat_descriptor *type;
    const uint8_t *bytes = data + 1, *at = bytes;
    bool accepted;
    void *value;

    if (size == 0)
        return 0;
    leat_run_init_embedded(&run, NULL);
    run.arena.poison = true;
    leat_current = &run;
    type = all_types[data[0] % TYPE_COUNT];
    value = malloc(type->size);
    accepted = !leat_value_decode(type, value, &at, data + size, &run.arena);
    require(accepted ? at <= data + size : at == bytes);
    require(accepted == !leat_value_malformed(type, bytes, accepted ? at : data + size));
    if (type == &leat_d_order)
        check_generated(bytes, size - 1, value, accepted ? at : NULL);
    if (accepted)
        check_accepted(type, value, bytes, (size_t)(at - bytes));
    free(value);
    leat_run_release(&run);
    return 0;
}
