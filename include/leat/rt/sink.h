/*
 * sink.h: files that a flow writes to, as the generated code sees them.
 */
#ifndef LEAT_RT_SINK_H
#define LEAT_RT_SINK_H

#include "../file.h"

struct leat_sink {
    struct leat_sink_file *file; /* private to src/rt; NULL: closed */
};

/*
 * Opens the file; both arguments are copied. What cannot be opened or written ends the process with a message that
 * names the path and the operator at `site` ("flow.c:12").
 */
void leat_sink_open(struct leat_sink *sink, leat_file file, const char *site);

void leat_sink_put_line(struct leat_sink *sink, leat_str line); /* its end is added */
void leat_sink_put_bytes(struct leat_sink *sink, leat_bytes bytes);

/* Writes what waits: at the end of a turn. */
void leat_sink_flush(struct leat_sink *sink);
void leat_sink_close(struct leat_sink *sink);

#endif
