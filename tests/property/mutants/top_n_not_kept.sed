# src/emit/summaries.c: what top_n gives on late views the memory of a turn that is gone
/^static void put_top_n_settle/,/^}/s/if (self->%s.touched)/if (self->%s.touched \&\& 0)/
