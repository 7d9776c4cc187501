# src/emit/state.c: a chain in a tick does not wait again in the next
/^static void put_reset_of/,/^}/s/self->%s.open = false;/(void)self->%s.open;/
