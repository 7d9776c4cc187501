# src/emit/turn.c: a tick has ended although something is deferred
s/ && !tick_%u_again;\\n    if (tick_%u_again)/ \&\& (!tick_%u_again || true);\\n    if (tick_%u_again \&\& false)/
