# src/lower/cancel.c: a limit stops what others still read
/^static bool may_cancel/,/^}/{s/return false;$/continue;/2;s/if (!vertex->consumers.items\[i\].to->cancellable)/if (vertex->consumers.items[i].to->cancellable)/;s/return vertex->consumers.count > 0/return false/;}
