/*
 * messages.h: what a compiler or a linker printed, as diagnostics of Leat.
 *
 * gcc and clang say the same in other words and give macro expansions in full. Here the common messages get one
 * wording, handles are named as the user wrote them (leat_stream(int)), positions are moved to where
 * both compilers would put them, and what is said about Leat's own macros is left out.
 *
 *     LEAT0300  an error that has nothing to do with quotes or handles
 *     LEAT0301  an error inside a quote
 *     LEAT0302  a handle of a wrong element type or kind
 *     LEAT0303  a record with a member whose type has no descriptor (found by the linker)
 *     LEAT0304  another error of the linker
 *     LEAT0310  a local that is not captured (found in generated code)
 */
#ifndef LEAT_BUILD_MESSAGES_H
#define LEAT_BUILD_MESSAGES_H

#include "base/diagnostic.h"

enum leat__stage {
    LEAT__STAGE_USER,      /* the user's source, as it stands */
    LEAT__STAGE_GENERATED, /* a generated unit, which includes it */
};

/* Most errors of one run that are shown; the others are counted. */
#define LEAT__ERRORS_SHOWN 10

/* Flags that make the compiler print what leat__messages_compiler() reads. Ends with NULL. */
const char *const *leat__message_flags(bool is_clang);

/*
 * Adds diagnostics for what a compiler printed. File names in `text` are relative to `directory` (absolute);
 * sources are read into `sources`, which must outlive the list. `generated`: path of the generated text, or
 * NULL. True if there is an error among them.
 */
bool leat__messages_compiler(const char *text, enum leat__stage stage, const char *directory,
                             const char *generated, struct leat__sources *sources,
                             struct leat__diagnostics *list);

/* The same for what a linker printed. `plain`: the program was not built by `leat`, which may be the reason. */
void leat__messages_linker(const char *text, bool plain, struct leat__diagnostics *list);

#endif
