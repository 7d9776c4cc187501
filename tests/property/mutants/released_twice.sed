# src/emit/aggregates.c: a fold releases its value in each turn after its end
s/return self->%s.released;\\n    self->%s.released = true;\\n", name, name,/return self->%s.released;\\n    (void)self->%s.released;\\n", name, name,/
