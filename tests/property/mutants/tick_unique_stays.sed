# src/emit/state.c: unique remembers the last tick
/^static void put_reset_of/,/^}/s/leat_table_clear(&self->%s, sizeof(%s));/(void)\&self->%s, (void)sizeof(%s);/
