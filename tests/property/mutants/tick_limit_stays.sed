# src/emit/state.c: a limit is not renewed in the next tick
/^static void put_reset_of/,/^}/s/self->%s = %s_most();/(void)self->%s, (void)%s_most();/
