#define _GNU_SOURCE
#include "build/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "build/build.h"
#include "build/depfile.h"
#include "build/report.h"

/* How many versions of one thing a manifest remembers. */
#define ENTRIES_MAX 8

/* ---- the directory ---- */

char *leat__cache_place(void)
{
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");

    if (cache && cache[0] == '/')
        return leat__path_join(cache, "leat");
    if (home && home[0] == '/')
        return leat__path_join(home, ".cache/leat");
    return leat__strdup("");
}

/* The folders of a cache, and whether they can be written; 0 or -errno. */
static int prepare(const char *directory)
{
    static const char *const folders[] = {"manifests", "results", "units", "tmp"};

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *folder = leat__path_join(directory, folders[i]);
        int error = access(folder, W_OK | X_OK) == 0 ? 0 : leat__make_directories(folder, 0700);

        if (!error && access(folder, W_OK | X_OK) < 0)
            error = -errno;
        free(folder);
        if (error)
            return error;
    }
    return 0;
}

/* A directory in /tmp that is this user's own; NULL: it cannot be. */
static char *fallback(void)
{
    char *directory = leat__format("/tmp/leat-cache-%u", (unsigned)geteuid());
    struct stat status;

    if ((mkdir(directory, 0700) == 0 || errno == EEXIST) && lstat(directory, &status) == 0 &&
        S_ISDIR(status.st_mode) && status.st_uid == geteuid() && (status.st_mode & 022) == 0 &&
        prepare(directory) == 0)
        return directory;
    free(directory);
    return NULL;
}

/* Removes what runs that were killed left unfinished. */
static void sweep(const char *directory)
{
    char *path = leat__path_join(directory, "tmp");
    DIR *folder = opendir(path);

    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        long pid = strtol(entry->d_name, NULL, 10);

        if (pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH) {
            char *left = leat__path_join(path, entry->d_name);

            leat__remove_tree(left);
            free(left);
        }
    }
    if (folder)
        closedir(folder);
    free(path);
}

const char *leat__cache_directory(void)
{
    static char *directory;

    if (directory)
        return directory;
    char *wanted = leat__cache_place();
    int error = *wanted ? prepare(wanted) : -ENOENT;

    if (!error) {
        directory = wanted;
    } else {
        directory = fallback();
        if (directory)
            leat__report_warning("LEAT0321", "set XDG_CACHE_HOME to a directory that can be written",
                                 "the cache '%s' cannot be used (%s); %s is used instead",
                                 *wanted ? wanted : "~/.cache/leat", strerror(-error), directory);
        else
            leat__cache_report(*wanted ? wanted : "~/.cache/leat", error);
        free(wanted);
    }
    return directory;
}

void leat__cache_report(const char *path, int error)
{
    if (error == -ENOSPC || error == -EDQUOT || error == -EFBIG)
        leat__report_error("LEAT0321",
                           "make room (`leat clean` empties the cache), or set XDG_CACHE_HOME to a directory "
                           "on another disk",
                           "no room is left to write '%s': %s", path, strerror(-error));
    else
        leat__report_error("LEAT0321", "set XDG_CACHE_HOME to a directory that can be written",
                           "cannot write '%s': %s", path, strerror(-error));
}

int leat__build_clean(void)
{
    char *place = leat__cache_place();
    char *other = fallback();
    int error = *place ? leat__remove_tree(place) : 0;

    if (error)
        leat__report_error("LEAT0321", NULL, "cannot remove '%s': %s", place, strerror(-error));
    if (other)
        leat__remove_tree(other);
    free(other);
    free(place);
    return error ? 1 : 0;
}

/* ---- contents ---- */

/* A file that was hashed. */
struct hashed {
    char *path;
    struct leat__digest digest;
    bool readable;
};

static bool hash_content(const char *path, struct leat__digest *digest)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return false;
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return false;
    }
    if (status.st_size == 0) {
        *digest = leat__hash_128_of("", 0);
        close(fd);
        return true;
    }
    void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);

    close(fd);
    if (bytes == MAP_FAILED)
        return false;
    *digest = leat__hash_128_of(bytes, (size_t)status.st_size);
    munmap(bytes, (size_t)status.st_size);
    return true;
}

bool leat__cache_hash_file(const char *path, struct leat__digest *digest)
{
    static struct hashes leat__vector(struct hashed) known;

    for (size_t i = 0; i < known.count; i++)
        if (strcmp(known.items[i].path, path) == 0) {
            *digest = known.items[i].digest;
            return known.items[i].readable;
        }
    struct hashed one = {.path = leat__strdup(path)};

    one.readable = hash_content(path, &one.digest);
    leat__vector_push(&known, one);
    *digest = one.digest;
    return one.readable;
}

/* ---- manifests ---- */

static char *manifest_path(struct leat__digest key)
{
    char hex[LEAT__DIGEST_HEX];

    leat__digest_hex(key, hex);
    return leat__format("%s/manifests/%s", leat__cache_directory(), hex);
}

/* Whether a line of a manifest, "HASH PATH", is still true. The line is cut in place. */
static bool still_true(char *line)
{
    struct leat__digest digest;
    char hex[LEAT__DIGEST_HEX];

    if (strlen(line) < LEAT__DIGEST_HEX || !leat__cache_hash_file(line + LEAT__DIGEST_HEX, &digest))
        return false;
    leat__digest_hex(digest, hex);
    return memcmp(hex, line, LEAT__DIGEST_HEX - 1) == 0;
}

static bool is_leat_header(const char *path)
{
    size_t length = strlen(path);

    return length > 12 && strcmp(path + length - 12, "/leat/leat.h") == 0;
}

/* Size of a file; -1: it cannot be read. */
static long long size_of(const char *path)
{
    struct stat status;

    return access(path, R_OK) == 0 && stat(path, &status) == 0 ? (long long)status.st_size : -1;
}

/* The result of that name, if it is there, and as long as it was: a crash of the machine may cut files off. */
static bool take_result(const char *entry, const char *name, struct leat__result *result)
{
    char hex[LEAT__DIGEST_HEX];
    long long size = 0;

    if (sscanf(entry, "%32s %lld", hex, &size) != 2)
        return false;

    struct leat__text messages = {0};
    char *directory = leat__format("%s/results/%s", leat__cache_directory(), hex);
    char *said = leat__path_join(directory, "messages");

    result->path = leat__path_join(directory, name);
    if (size_of(result->path) != size) {
        free(result->path);
        result->path = NULL;
    } else if (leat__file_read(said, &messages) == 0 && messages.length > 0) {
        result->messages = leat__text_steal(&messages);
    }
    leat__text_release(&messages);
    free(said);
    free(directory);
    return result->path != NULL;
}

/*
 * A manifest is entries, newest first: "= RESULT SIZE", and a line for each file. Looks through them for one
 * whose files are all as they were.
 */
static bool search_manifest(char *text, const char *name, struct leat__result *result)
{
    char *entry = NULL;
    bool good = false, reads_leat = false;

    for (char *save = NULL, *line = strtok_r(text, "\n", &save);; line = strtok_r(NULL, "\n", &save)) {
        if (!line || strncmp(line, "= ", 2) == 0) {
            if (entry && good && take_result(entry, name, result)) {
                result->reads_leat = reads_leat;
                return true;
            }
            if (!line)
                return false;
            entry = line + 2;
            good = true;
            reads_leat = false;
        } else if (good && entry) {
            good = still_true(line);
            reads_leat = reads_leat || is_leat_header(line);
        }
    }
}

bool leat__cache_find(struct leat__digest key, const char *name, struct leat__result *result)
{
    struct leat__text text = {0};
    bool found = false;

    memset(result, 0, sizeof *result);
    if (!leat__cache_directory())
        return false;
    char *path = manifest_path(key);

    if (leat__file_read(path, &text) == 0 && text.length > 0)
        found = search_manifest(text.data, name, result);
    leat__text_release(&text);
    free(path);
    return found;
}

void leat__result_release(struct leat__result *result)
{
    free(result->path);
    free(result->messages);
    memset(result, 0, sizeof *result);
}

/* The older entries of a manifest, as many as are kept. */
static void append_older(const char *path, const char *hex, struct leat__text *into)
{
    struct leat__text old = {0};
    unsigned entries = 1;
    bool skip = false;

    if (leat__file_read(path, &old) == 0 && old.length > 0)
        for (char *save = NULL, *line = strtok_r(old.data, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
            if (strncmp(line, "= ", 2) == 0) {
                skip = strncmp(line + 2, hex, strlen(hex)) == 0;
                entries += !skip;
                if (entries > ENTRIES_MAX)
                    break;
            }
            if (!skip)
                leat__text_printf(into, "%s\n", line);
        }
    leat__text_release(&old);
}

/* ---- making ---- */

/*
 * Now, by the clock that file systems stamp with. It advances in ticks of some milliseconds, and newer kernels
 * also stamp with the fine clock, which runs ahead of it. So it is waited for until it has passed the fine
 * clock of this moment: what was written before is older than the result, and what is written from now on is not.
 */
static struct timespec next_tick(void)
{
    static struct timespec last;
    struct timespec fine, now;

    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (last.tv_sec == now.tv_sec && last.tv_nsec == now.tv_nsec)
        return now;
    clock_gettime(CLOCK_REALTIME, &fine);
    while (now.tv_sec < fine.tv_sec || (now.tv_sec == fine.tv_sec && now.tv_nsec <= fine.tv_nsec)) {
        nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL);
        clock_gettime(CLOCK_REALTIME_COARSE, &now);
    }
    last = now;
    return now;
}

bool leat__cache_begin(struct leat__digest key, const char *name, struct leat__making *making)
{
    static unsigned number;
    static bool swept;
    const char *cache = leat__cache_directory();

    memset(making, 0, sizeof *making);
    if (!cache)
        return false;
    if (!swept)
        sweep(cache);
    swept = true;
    making->directory = leat__format("%s/tmp/%ld.%u", cache, (long)getpid(), number++);
    if (mkdir(making->directory, 0700) < 0) {
        leat__cache_report(making->directory, -errno);
        free(making->directory);
        return false;
    }
    making->key = key;
    making->name = leat__strdup(name);
    making->path = leat__path_join(making->directory, name);
    making->depfile = leat__path_join(making->directory, "depends.d");
    making->begun = next_tick();
    return true;
}

static void making_release(struct leat__making *making)
{
    free(making->name);
    free(making->directory);
    free(making->path);
    free(making->depfile);
    memset(making, 0, sizeof *making);
}

void leat__cache_drop(struct leat__making *making)
{
    if (making->directory)
        leat__remove_tree(making->directory);
    making_release(making);
}

/* True when the file was written since the compiler began: what it read is not known. */
static bool changed_since(const char *path, struct timespec begun)
{
    struct stat status;

    if (stat(path, &status) < 0)
        return true;
    return status.st_mtim.tv_sec > begun.tv_sec ||
           (status.st_mtim.tv_sec == begun.tv_sec && status.st_mtim.tv_nsec >= begun.tv_nsec);
}

/* What is in the cache is named by its content. */
static bool is_in_cache(const char *path)
{
    size_t length = strlen(leat__cache_directory());

    return strncmp(path, leat__cache_directory(), length) == 0 && path[length] == '/';
}

/* What it was made of, as an entry's lines; false: something changed meanwhile. Sets reads_leat. */
static bool describe(const struct leat__making *making, const char *directory, struct leat__text *lines,
                     bool *reads_leat)
{
    struct leat__arena arena = {0};
    struct leat__words files = {0};
    struct leat__text depfile = {0};
    bool good = leat__file_read(making->depfile, &depfile) == 0 &&
                (making->by_linker ? leat__depfile_parse_lines : leat__depfile_parse)(
                    leat__text_string(&depfile), directory, &arena, &files);

    for (size_t i = 0; good && i < files.count; i++) {
        struct leat__digest digest;
        char hex[LEAT__DIGEST_HEX];

        if (is_in_cache(files.items[i]))
            continue;
        if (strchr(files.items[i], '\n') || changed_since(files.items[i], making->begun) ||
            !leat__cache_hash_file(files.items[i], &digest)) {
            good = false;
            break;
        }
        leat__digest_hex(digest, hex);
        leat__text_printf(lines, "%s %s\n", hex, files.items[i]);
        *reads_leat = *reads_leat || is_leat_header(files.items[i]);
    }
    leat__vector_release(&files);
    leat__text_release(&depfile);
    leat__arena_release(&arena);
    return good;
}

/* The name of the result: what it was made of; of something that cannot be found again, a name of its own. */
static void result_name(const struct leat__making *making, const struct leat__text *lines, bool lasting,
                        char hex[LEAT__DIGEST_HEX])
{
    struct leat__hash *hash = leat__hash_new();

    leat__hash_number(hash, making->key.high);
    leat__hash_number(hash, making->key.low);
    leat__hash_string(hash, leat__text_string(lines));
    if (!lasting) {
        leat__hash_string(hash, making->directory);
        leat__hash_number(hash, (uint64_t)making->begun.tv_sec);
        leat__hash_number(hash, (uint64_t)making->begun.tv_nsec);
    }
    leat__digest_hex(leat__hash_128(hash), hex);
    leat__hash_free(hash);
}

/* Moves the made directory to where results are; one that is there already is as good. 0 or -errno. */
static int move_result(const struct leat__making *making, const char *hex, struct leat__result *result)
{
    char *to = leat__format("%s/results/%s", leat__cache_directory(), hex);
    int error = 0;

    unlink(making->depfile);
    if (rename(making->directory, to) < 0) {
        error = -errno;
        if (error == -EEXIST || error == -ENOTEMPTY) {
            /* Files that were removed from an old result come back with the new one. */
            char *there = leat__path_join(to, making->name);

            error = rename(making->path, there) == 0 ? 0 : -errno;
            free(there);
            leat__remove_tree(making->directory);
        }
    }
    if (!error)
        result->path = leat__path_join(to, making->name);
    free(to);
    return error;
}

bool leat__cache_keep(struct leat__making *making, const char *directory, const struct leat__text *messages,
                      struct leat__result *result)
{
    struct leat__text lines = {0}, entry = {0};
    char hex[LEAT__DIGEST_HEX];
    int error = 0;

    memset(result, 0, sizeof *result);
    bool lasting = describe(making, directory, &lines, &result->reads_leat);

    result_name(making, &lines, lasting, hex);
    if (messages->length > 0) {
        char *path = leat__path_join(making->directory, "messages");

        error = leat__file_write(path, messages->data, messages->length, 0600);
        free(path);
    }
    if (!error)
        error = move_result(making, hex, result);
    if (!error && lasting) {
        char *path = manifest_path(making->key);

        leat__text_printf(&entry, "= %s %lld\n%s", hex, size_of(result->path), leat__text_string(&lines));
        append_older(path, hex, &entry);
        error = leat__file_write(path, entry.data, entry.length, 0600);
        free(path);
    }
    if (error) {
        leat__cache_report(making->path, error);
        leat__result_release(result);
        leat__cache_drop(making);
    } else if (messages->length > 0) {
        result->messages = leat__strdup(messages->data);
    }
    making_release(making);
    leat__text_release(&lines);
    leat__text_release(&entry);
    return error == 0;
}

char *leat__cache_unit(const char *name, const char *text, size_t length)
{
    char hex[LEAT__DIGEST_HEX];

    if (!leat__cache_directory())
        return NULL;
    leat__digest_hex(leat__hash_128_of(text, length), hex);
    char *directory = leat__format("%s/units/%s", leat__cache_directory(), hex);
    char *path = leat__path_join(directory, name);
    int error = 0;

    if (size_of(path) != (long long)length) {
        error = leat__make_directories(directory, 0700);
        error = error ? error : leat__file_write(path, text, length, 0600);
    }
    if (error) {
        leat__cache_report(path, error);
        free(path);
        path = NULL;
    }
    free(directory);
    return path;
}
