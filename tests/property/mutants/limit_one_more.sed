# src/emit/elements.c: a limit lets one more through
s/if (self->%s == 0)\\n        return;\\n    self->%s--;/if (self->%s-- == 0)\\n        return;\\n    (void)self->%s;/
