/*
 * text.h: texts that quotes make. Like all that a quote makes they lie in memory that Leat owns: in the tick arena, the
 * scratch of a source's body, or what the operator keeps whose step is running. Nothing is freed by the user.
 *
 * Texts are never changed once they are there: each of these gives another. For quotes, and for functions that they call;
 * elsewhere (while the flow is being built) there is no such memory, and the program says so (LEAT0316).
 */
#ifndef LEAT_TEXT_H
#define LEAT_TEXT_H
#pragma GCC system_header

#include "record.h"

/* printf. Behind this text lies a zero that is no part of it, for functions of C that want one. */
leat_str leat_str_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*
 * `text`, and behind it `more`. Where `text` ends with what was made last, only `more` is copied, to behind it: so a text
 * is built by leat_str_concat(leat_str_concat(a, b), c), or piece by piece in a loop or in the accumulator of a fold, in
 * time that is linear in its length. `text` itself stays as it was.
 */
leat_str leat_str_concat(leat_str text, leat_str more);

/* The same bytes in memory that lasts: of an array of the user's own, say. */
leat_str leat_str_copy(leat_str text);

/*
 * The letters a to z as A to Z, or the other way; all other bytes, and so all that is not ASCII, stay. A text in which there
 * is nothing to change is given back itself.
 */
leat_str leat_str_upper(leat_str text);
leat_str leat_str_lower(leat_str text);

/*
 * Room for a text of `length` bytes, which the caller writes at once, before another function of this file is called:
 *
 *     char *to = leat_str_room(s.length);
 *     for (size_t i = 0; i < s.length; i++)
 *         to[i] = s.data[i] == ' ' ? '_' : s.data[i];
 *     return (leat_str){to, s.length};
 */
char *leat_str_room(size_t length);

#endif
