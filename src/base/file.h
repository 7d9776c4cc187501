/*
 * file.h: whole files, directories and paths. What can fail returns 0 or -errno.
 */
#ifndef LEAT_BASE_FILE_H
#define LEAT_BASE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "text.h"

/* Appends the whole file (or pipe) to `into`. On failure `into` is as it was. */
int leat__file_read(const char *path, struct leat__text *into);

/*
 * Writes the file as a whole: under another name in the same directory first, then renamed. A reader
 * sees the old file or the new one, and after a failure the old one, with nothing left behind.
 */
int leat__file_write(const char *path, const void *bytes, size_t length, mode_t mode);

/* The same by a copy of another file's contents. */
int leat__file_copy(const char *from, const char *to, mode_t mode);

bool leat__file_exists(const char *path);

/* The directory and those above it; one that exists already is fine. */
int leat__make_directories(const char *path, mode_t mode);

/* Removes a file, or a directory with all that is in it; symbolic links are not followed. Absent: 0. */
int leat__remove_tree(const char *path);

/* Paths; results are to be released with free(). An absolute `name` is itself. */
char *leat__path_join(const char *directory, const char *name);

/* Absolute, without `.` and doubled slashes. `..` stays: before a symbolic link it means something. */
char *leat__path_absolute(const char *path);

/* What precedes the last slash: "." if there is none, "/" for the root. */
char *leat__path_directory(const char *path);

/* What follows the last slash; points into `path`. */
const char *leat__path_name(const char *path);

#endif
