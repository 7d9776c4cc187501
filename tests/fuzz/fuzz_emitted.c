/*
 * Any bytes to the decoder that is emitted for a record of every kind of type: it must accept and refuse what the
 * runtime's does by descriptor, and make the same value of it.
 */
#include <stdlib.h>

#include "../unit/emitted.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct leat_run run;
    bool accepted;

    leat_run_init_embedded(&run, NULL);
    run.arena.poison = true;
    leat_current = &run;
    if (decoding_differs(data, size, &accepted))
        abort();
    leat_run_release(&run);
    return 0;
}
