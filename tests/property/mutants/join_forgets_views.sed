# src/emit/join.c: the elements that a join keeps view the memory of a turn that is gone
s/if (!vertex->tick \&\& leat_type_has_views(type))/if (false)/
