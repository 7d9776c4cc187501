# src/rt/table.c: a table forgets a slot when it grows
/^static void fill_slots/,/^}/s/uint64_t i = 0;/uint64_t i = 1;/
