# src/emit/waiting.c: ties of unordered input are left as they came
s/inputs.items\[0\]->ordered)/inputs.items[0]->ordered || true)/
