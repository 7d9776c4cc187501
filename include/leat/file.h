/*
 * file.h: a file that a flow writes to: what the quote of leat_to_file() gives.
 */
#ifndef LEAT_FILE_H
#define LEAT_FILE_H
#pragma GCC system_header

#include "record.h"

/* All that is left out is right: the file is begun anew, and grows. */
typedef struct leat_file {
    const char *path;
    bool append;           /* what is in it already stays; else it is emptied */
    uint64_t rotate_bytes; /* before it would be larger, it becomes PATH.1 (and that PATH.2, ...); 0: never */
    unsigned keep;         /* how many of those are kept; 0: none */
    size_t path_length;    /* of a path that is not ended by a zero, which is in `path` then; else 0 */
} leat_file;

static inline leat_file leat_file_as_it_is_(leat_file file)
{
    return file;
}

static inline leat_file leat_file_of_path_(const char *path)
{
    leat_file file = {0};

    file.path = path;
    return file;
}

static inline leat_file leat_file_of_str_(leat_str path)
{
    leat_file file = {0};

    file.path = path.data;
    file.path_length = path.length;
    return file;
}

#define LEAT_FILE_OF_(p) \
    _Generic((p), leat_file: leat_file_as_it_is_, leat_str: leat_file_of_str_, default: leat_file_of_path_)(p)

#endif
