# src/emit/parts.c: a release begins with its second element
s/\[self->%s\.%s++\]/[self->%s.%s++ + (self->%s.%s < self->%s.%s)]/;s/type, type, name, data, name, at);/type, type, name, data, name, at, name, at, name, count);/
