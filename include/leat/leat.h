/*
 * leat.h: all of Leat that a program includes.
 *
 *     #include <leat/leat.h>
 *
 * Inside q(...) runs later, on the process. Everything outside runs now, while the flow is being built.
 */
#ifndef LEAT_H
#define LEAT_H
#pragma GCC system_header
#pragma GCC diagnostic error "-Wincompatible-pointer-types"

#include "deploy.h"
#include "record.h"
#include "quote.h"
#include "flow.h"

#ifdef LEAT_STAGE_2
#include "rt.h"
#else
#include "text.h"
#include "rt/value.h" /* leat_vec_push: for quotes, and for functions that they call */

/* How this translation unit was compiled; `leat run`, `leat build` and `leat cc` define these. */
#ifndef LEAT_BUILD_COMPILER
#define LEAT_BUILD_COMPILER ""
#define LEAT_BUILD_FLAGS ""
#define LEAT_BUILD_DIRECTORY ""
#define LEAT_BUILD_OBJECT ""
#endif

/* The source itself, byte for byte: positions are found in it, and a change since compilation is noticed. */
struct leat_source_entry {
    const char *base_file;
    const char *begin;
    const char *end;
    const char *compiler;
    const char *flags;
    const char *directory;
    const char *object;
    const char *header; /* this file, as the compiler found it: Leat's other files lie beside it */
};
#define LEAT_TEXT_(x) #x
#define LEAT_QUOTED_(x) LEAT_TEXT_(x)
#ifndef LEAT_WITHOUT_SOURCE_ /* Leat's own files, which are part of every program, say so */
extern const char leat_source_begin_[] __attribute__((visibility("hidden")));
extern const char leat_source_end_[] __attribute__((visibility("hidden")));
__asm__(".pushsection .rodata\n"
        "leat_source_begin_:\n"
        ".incbin " LEAT_QUOTED_(__BASE_FILE__) "\n"
        "leat_source_end_:\n"
        ".byte 0\n"
        ".popsection\n");
static const struct leat_source_entry leat_source_ = {
    __BASE_FILE__, leat_source_begin_, leat_source_end_, LEAT_BUILD_COMPILER, LEAT_BUILD_FLAGS,
    LEAT_BUILD_DIRECTORY, LEAT_BUILD_OBJECT, __FILE__};
/* A pointer, because structs of several units would be aligned with gaps between them. */
static const struct leat_source_entry *const leat_source_listed_ __attribute__((section("leat_sources"), used)) =
    &leat_source_;
#endif
#endif

#endif
