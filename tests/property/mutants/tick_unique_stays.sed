# src/emit/aggregates.c: unique remembers the last tick
s/leat_table_clear(&self->%s, sizeof(%s));/(void)\&self->%s, (void)sizeof(%s);/
