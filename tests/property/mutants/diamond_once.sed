# src/emit/elements.c: an element that two filters keep comes once out of their merge
s/%s_again(self, x);/(void)%s_again;/
