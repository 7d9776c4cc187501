# src/emit/elements.c: a limit is not renewed in the next tick
# like: limit
s/\.reset = put_limit_start/.reset = NULL/
