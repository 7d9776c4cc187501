/*
 * directory.h: where the sockets of one deployment are.
 *
 * A directory of mode 0700 with a short path, as a socket's path has 107 bytes: in $XDG_RUNTIME_DIR, else in
 * $TMPDIR, else in /tmp, whichever can be used first. It holds a file `lock`, which the deployer and its
 * reaper keep locked: a directory whose lock is free was left by a machine that lost power or a reaper
 * that was killed too, and the next deployment removes it.
 */
#ifndef LEAT_DEPLOY_DIRECTORY_H
#define LEAT_DEPLOY_DIRECTORY_H

/* Longest path of a directory: sockets in it have names of at most 32 bytes. */
#define LEAT__DIRECTORY_LENGTH_MAX 72

struct leat__directory {
    char *path;
    int lock;
};

/* Makes one, and removes what dead deployments left beside it. 0, or -errno. */
int leat__directory_make(struct leat__directory *directory);

/* Removes the directory with all that is in it. */
void leat__directory_remove(struct leat__directory *directory);

#endif
