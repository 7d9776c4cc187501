# src/emit/aggregates.c: a count is not reset at the end of a tick
s/"    self->%s.value = 0;\\n"/"    (void)self->%s.value;\\n"/
