# src/rt/table.c: of the entries that were touched, one is settled
s/i < table->touched.count; i++/i < (table->touched.count ? 1 : 0); i++/
