# src/emit/aggregates.c: strings are hashed by where they lie
/^void leat__put_hash_of/,/^}/s/leat_hash_bytes(%s.data, %s.length, 0)", value, value)/leat_hash_u64((uint64_t)(uintptr_t)%s.data, %s.length)", value, value)/
