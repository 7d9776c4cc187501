# src/emit/parts.c: the last of several readers gets nothing
/^static void put_consumers/,/^}/s/i < vertex->consumers.count;/i + (vertex->consumers.count > 1) < vertex->consumers.count;/
