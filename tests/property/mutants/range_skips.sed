# src/emit/sources.c: a range loses an element where it was set aside
s/self->%s.at = at;\\n    }/self->%s.at = at + (at < end \&\& leat_current->runtime);\\n        at = self->%s.at;\\n    }/;s/\(at = self->%s.at;\\n    }\\n", name\))/\1, name)/
