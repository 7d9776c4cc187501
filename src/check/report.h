/*
 * report.h: what the rules have in common: adding diagnostics, and words for places and operators.
 *
 * The note that names the code's page is added to all of them by leat__reports_finish().
 */
#ifndef LEAT_CHECK_REPORT_H
#define LEAT_CHECK_REPORT_H

#include "flow/graph.h"

/* An error, or a warning, of which no mark is known yet. */
struct leat__diagnostic *leat__report_error_in(struct leat_flow *flow, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct leat__diagnostic *leat__report_warning_in(struct leat_flow *flow, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The operator's name without its prefix: "fold". */
const char *leat__op_name(const struct leat__node *node);

/* "process service/1", "cluster worker", "a tick of process service/1". Lives as long as the flow. */
const char *leat__place_text(const struct leat__place *place);

/* What the result is: "stream", "keyed singleton". */
const char *leat__kind_text(enum leat_collection_kind kind);

/* The network operator that leads from one location to the other: "leat_send_bincode_interleaved". */
const char *leat__network_form(const struct leat__place *from, const struct leat__place *to);

/* The name of an option ("nondet", "let") among the call's own arguments; the call's span where it is not found. */
struct leat__span leat__option_span(struct leat__node *node, const char *option);

/*
 * Brings flow->diagnostics into the order of the source, drops what a call that is run several times has
 * said several times, and adds the note that names the code's page.
 */
void leat__reports_finish(struct leat_flow *flow);

#endif
