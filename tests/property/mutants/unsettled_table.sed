# src/emit/aggregates.c: the values of a keyed fold view the memory of a turn that is gone
/^void leat__put_keyed_settle/,/^}/s/if (leat__outlives_turn(vertex) \&\& /if (vertex->name == NULL \&\& /
