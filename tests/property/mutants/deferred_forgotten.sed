# src/emit/turn.c: a tick has ended although something is deferred
s/" && !%s_pending(%s)", vertices/" \&\& (%s_pending(%s) || true)", vertices/;s/if (%s_pending(%s))\\n        run->again/if (%s_pending(%s) \&\& false)\\n        run->again/
