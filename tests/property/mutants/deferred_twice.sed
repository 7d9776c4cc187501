# src/emit/state.c: what was deferred comes again in each tick
/^static void put_reset_of/,/^}/s/leat_buffer_clear(&self->%s.now, sizeof(%s));\\n    leat_keep_release(&self->%s.now_keep);/(void)\&self->%s.now, (void)sizeof(%s);\\n    (void)\&self->%s.now_keep;/
