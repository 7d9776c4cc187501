# src/emit/across.c: what was deferred comes again in each tick
s/leat_buffer_clear(&self->%s.now, sizeof(%s));\\n    leat_keep_release(&self->%s.now_keep);/(void)\&self->%s.now, (void)sizeof(%s);\\n    (void)\&self->%s.now_keep;/
