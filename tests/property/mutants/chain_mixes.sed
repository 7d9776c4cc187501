# src/emit/waiting.c: a chain lets its second input pass before the first has ended
s/if (self->%s.open) {/if (self->%s.open || true) {/
