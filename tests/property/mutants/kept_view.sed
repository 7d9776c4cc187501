# src/emit/parts.c: what waits views the memory of a turn that is gone
/^void leat__put_keep_element/,/^}/s/if (outlives \&\& /if (false \&\& outlives \&\& /
