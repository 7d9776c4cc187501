# src/rt/vec.c: two vectors that grow from one write over each other
# like: fold
s/if (!block || block->used != length)/if (!block || block->used < length)/
