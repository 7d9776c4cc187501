# src/emit/waiting.c: a chain in a tick does not wait again in the next
s/self->%s.open = false;/(void)self->%s.open;/
