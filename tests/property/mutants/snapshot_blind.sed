# src/emit/aggregates.c: a change is not seen by the next snapshot
s/if (self->%s.touched || run->first)/if (run->first \&\& !self->%s.touched)/
