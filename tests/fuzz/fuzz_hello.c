/* Any bytes as the beginning of a connection: what is taken for a hello must be written back the same. */
#include <stdlib.h>
#include <string.h>

#include "rt/hello.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t again[LEAT__HELLO_MAX], *bytes;
    struct leat__hello hello;
    const char *why = NULL;
    size_t count = 0, length;

    /* As a connection gives them: never more than was asked for; a copy of just that, so that ASan sees each read. */
    while ((length = leat__hello_length(data, count, &why)) > count && count < size) {
        if (length > LEAT__HELLO_MAX)
            abort();
        count = length < size ? length : size;
    }
    if (length == 0 && !why)
        abort();
    if (length == 0 || length > count)
        return 0;
    bytes = malloc(length);
    memcpy(bytes, data, length);
    leat__hello_read(bytes, &hello);
    /* A name with a zero in it reads as a shorter one, which is no channel's name. */
    if (strlen(hello.name) == length - LEAT__HELLO_FIXED)
        if (leat__hello_write(&hello, again) != length || memcmp(again, bytes, length) != 0)
            abort();
    free(bytes);
    return 0;
}
