# src/emit/sources.c: behind its first yield, a source's body makes its strings in the memory of the turn
s/"    run->memory = run->into = &self->%s.scratch;\\n", vertex->name/"    (void)\&self->%s.scratch;\\n", vertex->name/
