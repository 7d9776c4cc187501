# src/emit/elements.c: a batch with elements does not cause its tick
s/\*self->tick_%u = true;/*self->tick_%u = *self->tick_%u;/;s/\(\*self->tick_%u = \*self->tick_%u;\\n", vertex->tick->id\)/\1, vertex->tick->id/
