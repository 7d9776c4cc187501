# src/rt/keep.c: of a vector that has grown, what was pushed last is not moved
/^static void settle_vec/,/^}/s/first, view->length);/first, view->length - (view->length > 1));/
