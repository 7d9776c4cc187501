# src/emit/aggregates.c: a reduce takes its first element by its step too
# like: reduce
s/some = true;\\n        return;\\n/some = true;\\n/
