# src/emit/state.c: an accumulator views the memory of a turn that is gone
/^static bool settles_value/,/^}/s/return vertex->role ==/return false \&\& vertex->role ==/
