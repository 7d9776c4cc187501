# src/rt/sort.c: equals change places when they are merged
/^INLINE void insert/,/^}/s/comes_before(sort, value, sort->values + middle \* size)/!comes_before(sort, sort->values + middle * size, value)/
