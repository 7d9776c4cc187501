# src/emit/across.c: what was deferred comes again in each tick
s/leat_buffer_pass_on(&self->%s.now, sizeof(%s));/(void)\&self->%s.now, (void)sizeof(%s);/
s/if (self->%s.next.count > 0)\\n        leat_buffer_clear(&self->%s.now, sizeof(%s));/(void)\&self->%s.next;\\n    if (sizeof self->%s.now == sizeof(%s) * 0)\\n        ;/
s/"        leat_buffer_release(&self->%s.now);\\n"/"        (void)\&self->%s.now;\\n"/
