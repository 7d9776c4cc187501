# src/emit/aggregates.c: what unique has seen views the memory of a turn that is gone
s/if (!vertex->tick \&\& leat__has_views(vertex->type))/if (false)/
