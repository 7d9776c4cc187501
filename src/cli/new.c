#define _GNU_SOURCE
#include "cli/new.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "build/home.h"

static const char program[] =
    "#include <leat/leat.h>\n"
    "#include <stdio.h>\n"
    "\n"
    "/* Inside q(...) runs later, on the process. Everything outside runs now, while the flow is being built. */\n"
    "static void flow_of_two(leat_flow *flow, const leat_process_spec *spec)\n"
    "{\n"
    "    leat_process *first = leat_flow_process(flow, spec);\n"
    "    leat_process *second = leat_flow_process(flow, spec);\n"
    "\n"
    "    leat_stream(int) numbers = leat_source_iter(first, int, q(range(0, 10)));\n"
    "    leat_stream(int) arrived = leat_send_bincode(numbers, second);\n"
    "    leat_for_each(arrived, q(n, printf(\"%d\\n\", n)));\n"
    "}\n"
    "\n"
    "int main(int argc, char **argv)\n"
    "{\n"
    "    leat_deployment *deployment = leat_deployment_new(argc, argv);\n"
    "    leat_host *localhost = leat_localhost(deployment);\n"
    "    leat_flow *flow = leat_flow_new();\n"
    "\n"
    "    flow_of_two(flow, &(leat_process_spec){.host = localhost, .name = \"service\"});\n"
    "    return leat_deployment_run(deployment, flow);\n"
    "}\n";

/* True when the directory is not there, or holds nothing. */
static bool is_free(const char *directory)
{
    DIR *folder = opendir(directory);
    bool empty = true;

    if (!folder)
        return errno == ENOENT;
    for (struct dirent *entry; empty && (entry = readdir(folder));)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty;
}

static int write_file(const char *directory, const char *name, const char *text)
{
    char *path = leat__path_join(directory, name);
    mode_t mask = umask(0);

    umask(mask);
    int error = leat__file_write(path, text, strlen(text), 0666 & ~mask);

    if (error)
        fprintf(stderr, "error: cannot write '%s': %s\n", path, strerror(-error));
    free(path);
    return error ? 1 : 0;
}

/* The directory's own name, also of "a/b/" and ".". To be freed. */
static char *own_name(const char *directory)
{
    char *absolute = leat__path_absolute(directory);
    size_t length = strlen(absolute);

    while (length > 1 && absolute[length - 1] == '/')
        absolute[--length] = '\0';
    char *name = leat__strdup(leat__path_name(absolute));

    free(absolute);
    return name;
}

int leat__new(const char *directory)
{
    const struct leat__home *home = leat__home(NULL);
    int error;

    if (!home)
        return 1;
    if (!is_free(directory)) {
        fprintf(stderr, "error: '%s' is there already, and is not empty\n", directory);
        return 1;
    }
    error = leat__make_directories(directory, 0777);
    if (error) {
        fprintf(stderr, "error: cannot make the directory '%s': %s\n", directory, strerror(-error));
        return 1;
    }
    char *name = own_name(directory);
    char *source = leat__format("%s.c", name);
    char *flags = leat__format("-std=gnu17\n-Wall\n-Wextra\n-I%s\n", home->include);
    int status = write_file(directory, source, program) || write_file(directory, "compile_flags.txt", flags);

    if (status == 0)
        printf("cd %s && leat run %s\n", directory, source);
    free(flags);
    free(source);
    free(name);
    return status;
}
