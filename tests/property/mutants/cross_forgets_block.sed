# src/emit/cross.c: what waits for a whole block is met by those that come, and by none of those that were there
s/for (size_t i = 0; i < waiting; i++)/for (size_t i = 1; i < waiting; i++)/
