# src/emit/parts.c: a release in a tick leaves out its first element
s/for (size_t at = 0; at < self->%s.%s; at++)/for (size_t at = 1; at < self->%s.%s; at++)/
