# src/emit/across.c: what is deferred is put beside what comes in this tick
s/"next", "next_keep", true/"now", "now_keep", true/
