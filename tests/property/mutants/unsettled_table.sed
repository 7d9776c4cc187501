# src/emit/state.c: the values of a keyed fold view the memory of a turn that is gone
s/if (has_table(vertex) \&\& !vertex->tick/if (false \&\& has_table(vertex) \&\& !vertex->tick/
