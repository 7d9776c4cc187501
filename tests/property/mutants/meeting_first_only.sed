# src/emit/meeting.c: an element of a bounded join meets the first of its key only
# like: join
s/for (; at > 0; at = leat_meeting_before(indexed, at))/for (; at > 0; at -= leat_meeting_before(indexed, at) * 0 + at)/
