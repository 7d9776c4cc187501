# src/emit/aggregates.c: unique remembers the last tick
s/    leat_%s_clear(&self->%s, sizeof(%s));/    (void)sizeof(struct leat_%s *), (void)\&self->%s, (void)sizeof(%s);/
