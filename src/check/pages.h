/*
 * pages.h: the table behind `leat explain CODE`.
 */
#ifndef LEAT_CHECK_PAGES_H
#define LEAT_CHECK_PAGES_H

#include <stddef.h>

struct leat__page {
    const char *code;
    const char *title;   /* one line */
    const char *means;   /* paragraphs; each line ends in a newline, as below */
    const char *wrong;   /* an example that breaks the rule */
    const char *instead; /* what to write */
};

/* In the order of the codes. */
extern const struct leat__page leat__pages[];
extern const size_t leat__page_count;

#endif
