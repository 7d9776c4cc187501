#define _GNU_SOURCE
#include "pages.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "arena.h"
#include "fail.h"
#include "leat/rt/trick.h"
#include "spare.h"

#define HUGE_PAGE ((size_t)2 << 20)

/* What takes half a huge page or less is malloc's. */
static size_t rounded(size_t size)
{
    return size > HUGE_PAGE / 2 ? (size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1) : 0;
}

bool leat__pages_are_mapped(size_t size)
{
    return rounded(size) != 0;
}

void *leat__pages_take(size_t size)
{
    const size_t whole = rounded(size);
    size_t room;
    void *pages;

    if (!whole && (pages = leat__spare_take(size, &room)))
        memset(pages, 0, size);
    else if (!whole)
        pages = calloc(1, size ? size : 1);
    else if ((pages = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) == MAP_FAILED)
        pages = NULL;
#ifdef MADV_HUGEPAGE
    else if (!leat_trick_is_off(LEAT_TRICK_HUGE_PAGES))
        madvise(pages, whole, MADV_HUGEPAGE); /* a system without them says no */
#endif
    if (!pages)
        leat__fail_memory(size);
    return pages;
}

void *leat__pages_take_dirty(size_t size)
{
    return rounded(size) ? leat__pages_take(size) : leat__array_take(size, 1);
}

void leat__pages_give(void *pages, size_t size)
{
    const size_t whole = rounded(size);

    if (pages && whole)
        munmap(pages, whole);
    else
        leat__spare_give(pages);
}

void *leat__pages_grow(void *pages, size_t size, size_t new_size)
{
    const size_t whole = rounded(size), new_whole = rounded(new_size);
    size_t room;
    void *grown;

    if (!pages)
        return leat__pages_take_dirty(new_size);
    if (whole == new_whole && whole)
        return pages;
    if (whole) {
        grown = mremap(pages, whole, new_whole, MREMAP_MAYMOVE); /* huge pages move as they are */
        if (grown == MAP_FAILED)
            leat__fail_memory(new_size);
        return grown;
    }
    grown = new_whole ? leat__pages_take(new_size) : leat__spare_resize(pages, size, new_size, &room);
    if (!grown)
        leat__fail_memory(new_size);
    if (new_whole) {
        memcpy(grown, pages, size);
        leat__spare_give(pages);
    }
    return grown;
}
