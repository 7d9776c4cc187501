# src/emit/aggregates.c: the keys of a keyed fold view the memory of a turn that is gone
s/if (leat_type_has_views(key) \&\& leat__outlives_turn(vertex))/if (false)/
