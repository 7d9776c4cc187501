#include "base/vector.h"

#include "base/memory.h"

void *leat__vector_room(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 8;
    return leat__realloc_array(items, *capacity, size);
}
