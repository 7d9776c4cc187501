# src/emit/aggregates.c: what unique has seen views the memory of a turn that is gone
/^void leat__emit_unique/,/^}/s/if (leat__outlives_turn(vertex) \&\& leat__has_views(vertex->type))/if (false)/
