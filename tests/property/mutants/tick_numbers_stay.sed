# src/emit/elements.c: an enumerate goes on counting in the next tick
s/"    self->%s = 0;\\n"/"    (void)self->%s;\\n"/
