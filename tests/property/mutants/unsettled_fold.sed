# src/emit/aggregates.c: an accumulator views the memory of a turn that is gone
/^void leat__put_value_settle/,/^}/s/bool moves = /bool moves = vertex->name == NULL \&\& /
