# src/rt/in.c: the end of one sender is taken for the end of all
/^bool leat_ins_ended/,/^}/s/i < ins->count/i < 1/
