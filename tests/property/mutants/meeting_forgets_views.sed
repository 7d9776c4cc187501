# src/emit/meeting.c: the rows that a bounded join gathers view the memory of a turn that is gone
# like: join
s/"    leat_keep_move(&self->%s.sides\[%u\].keep, %s, row);/"    (void)(\&self->%s.sides[%u].keep, %s, row);/
