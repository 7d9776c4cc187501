# src/emit/parts.c: a release begins with its second element
s/for (size_t at = self->%s.%s; at < end; at++)/for (size_t at = self->%s.%s + 1; at < end; at++)/
