# src/emit/join.c: the elements that a join keeps view the memory of a turn that is gone
# like: join
s/"%sleat_keep_move(&self->%s.%s.keep, %s, &%s);/"%s(void)(\&self->%s.%s.keep, %s, \&%s);/
