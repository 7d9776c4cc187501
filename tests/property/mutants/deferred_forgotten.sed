# src/emit/turn.c: a tick has ended although something is deferred
s/" \&\& !%s_pending(%s)", vertex->name, self_of(e, vertex)/" \&\& (%s_pending(%s) || true)", vertex->name, self_of(e, vertex)/;s/if (%s_pending(%s))\\n        run->again/if (%s_pending(%s) \&\& false)\\n        run->again/
