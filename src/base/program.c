#include "base/program.h"

/* Weak: a program without records has no such section. */
extern const char __start_leat_sources[] __attribute__((weak, visibility("hidden")));
extern const char __stop_leat_sources[] __attribute__((weak, visibility("hidden")));
extern const char __start_leat_types[] __attribute__((weak, visibility("hidden")));
extern const char __stop_leat_types[] __attribute__((weak, visibility("hidden")));
extern const char __start_leat_link[] __attribute__((weak, visibility("hidden")));
extern const char __stop_leat_link[] __attribute__((weak, visibility("hidden")));

const struct leat__program_parts leat__program_parts = {
    .sources = __start_leat_sources,
    .sources_end = __stop_leat_sources,
    .types = __start_leat_types,
    .types_end = __stop_leat_types,
    .link = __start_leat_link,
    .link_end = __stop_leat_link,
};
