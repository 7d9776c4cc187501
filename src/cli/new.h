/*
 * new.h: `leat new DIR`: a program of one's own, ready to be run.
 */
#ifndef LEAT_CLI_NEW_H
#define LEAT_CLI_NEW_H

/*
 * Makes the directory with DIR.c, the seed's flow of two processes, and compile_flags.txt, so that an editor
 * with clangd knows Leat's headers. Returns the status to end with.
 */
int leat__new(const char *directory);

#endif
