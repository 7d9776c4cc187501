# src/rt/value.c: ties are broken by the first member only
# like: sort
/^int leat_value_compare/,/^}/s/order == 0 \&\& i < type->count/order == 0 \&\& i < 1/
