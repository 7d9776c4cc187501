# src/emit/join.c: an element meets the first of its key on the other side only
# like: join
s/at > 0; at = theirs\[at - 1\].next)/at > 0; at = 0)/
