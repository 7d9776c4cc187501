# src/emit/turn.c: a merge has ended when its first input has
s/i ? " \&\& " : ""/i ? " || " : ""/
