/*
 * program.c: the sub-commands of every program: leat_deployment_new() reads them, leat_deployment_run()
 * does them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/suggest.h"
#include "build/compile.h"
#include "build/progress.h"
#include "build/report.h"
#include "check/check.h"
#include "cli/deployment.h"
#include "emit/emit.h"
#include "lower/plan.h"
#include "prove/prove.h"
#include "view/view.h"

/* ---- tables ---- */

#define MEMBERS                                                                                     \
    {                                                                                               \
        "--members", "NAME=COUNT", "how many members the cluster NAME has, whatever its spec says"  \
    }
#define PROFILE                                                                                     \
    {                                                                                               \
        "--profile", "PROFILE", "compile for release, debug or sanitize, whatever the specs say"    \
    }
#define WITHOUT                                                                                     \
    {                                                                                               \
        "--without", "TRICK", "leave out one of the means of speed, to measure what it buys"        \
    }
#define QUIET                                                                                       \
    {                                                                                               \
        "--quiet", NULL, "no progress line"                                                         \
    }

static const struct leat__option run_options[] = {
    MEMBERS,
    PROFILE,
    {"--max-element", "SIZE", "largest element on the network: 64M; 16M if not given"},
    {"--soft-mark", "SIZE", "unsent bytes of a channel at which sources pause; 64K if not given"},
    {"--hard-mark", "SIZE", "unsent bytes of a channel at which its sender stands still; 1M if not given"},
    {"--cycle-budget", "SIZE", "unsent bytes that a channel on a cycle may come to; 1G if not given"},
    {"--read-buffer", "SIZE", "bytes that a channel's receiver reads ahead; 256K if not given"},
    {"--slice", "COUNT", "elements that a source gives in one turn; as many as a millisecond allows if not given"},
    {"--by-hand", "NAME/NUMBER", "do not launch this process: say how to, and wait for it"},
    WITHOUT,
    QUIET,
    {NULL, NULL, NULL},
};
static const struct leat__option check_options[] = {
    MEMBERS,
    {"--format", "FORMAT", "text, or json: one document on standard output, for editors"},
    {NULL, NULL, NULL},
};
static const struct leat__option emit_options[] = {
    {"--ir", NULL, "the plan that the C is made from, as text"},
    {"--embed", NULL, "plain functions for a C program of your own: a flow of one process, without network"},
    {"--prefix", "NAME", "what the names of --embed begin with; the source's name if not given"},
    {"-o", "PATH", "into files: a directory; with --embed PATH.h and PATH.c"},
    WITHOUT,
    {NULL, NULL, NULL},
};
static const struct leat__option graph_options[] = {
    {"--mermaid", NULL, "as Mermaid text (what is printed if nothing is said)"},
    {"--dot", NULL, "as Graphviz text: leat graph --dot FILE.c | dot -Tsvg"},
    {NULL, NULL, NULL},
};
static const struct leat__option build_options[] = {
    {"-o", "PATH", "where to put the binary; FLOW.leat if not given"},
    PROFILE,
    WITHOUT,
    QUIET,
    {NULL, NULL, NULL},
};

/* Details of the sub-commands that take --without end with its list. */
#define LEAT_TRICK(constant, name, help) "  " name ": " help "\n"
#define WITHOUT_TAKES "--without may be given more than once; results stay the same. It takes:\n"
static const char run_details[] =
    "Words NAME=VALUE behind -- are arguments of all processes: leat_argument(\"NAME\").\n\n" WITHOUT_TAKES
#include "leat/tricks.def"
    ;
static const char emit_details[] = WITHOUT_TAKES
#include "leat/tricks.def"
    ;
static const char build_details[] =
    "It is started by hand or by another launcher with an id and a rendezvous: see docs/protocol.md.\n\n" WITHOUT_TAKES
#include "leat/tricks.def"
    ;
#undef LEAT_TRICK

static const struct leat__subcommand run_command = {
    "run", "[-- NAME=VALUE...]", "builds the flow's processes, starts them here, and passes on what they print",
    run_details, run_options};
static const struct leat__subcommand check_command = {"check", "", "looks for mistakes in the flow, and runs nothing",
                                                      NULL, check_options};
static const struct leat__subcommand emit_command = {"emit", "", "prints the C that is generated from the flow", emit_details,
                                                     emit_options};
static const struct leat__subcommand graph_command = {"graph", "", "draws the flow", NULL, graph_options};
static const struct leat__subcommand build_command = {
    "build", "", "builds the one binary that holds all locations",
    build_details, build_options};

const struct leat__subcommand *const leat__program_subcommands[] = {&run_command, &check_command, &emit_command,
                                                                    &graph_command, &build_command};
const size_t leat__program_subcommand_count = sizeof leat__program_subcommands / sizeof *leat__program_subcommands;

/* ---- reading arguments ---- */

static bool take_members(leat_deployment *deployment, const char *program, const char *value)
{
    const char *equals = strchr(value, '=');
    char *end = NULL;
    unsigned long count = equals ? strtoul(equals + 1, &end, 10) : 0;

    if (!equals || equals == value || *end || count == 0 || count > 100000) {
        leat__misuse(program, "'--members %s' is not of the form NAME=COUNT", value);
        return false;
    }
    leat__vector_push(&deployment->members, (struct leat__members_override){
                                                leat__strndup(value, (size_t)(equals - value)), (unsigned)count});
    return true;
}

/* "64M" and such; 0: it is no size, or none that a frame can have. */
static unsigned long long parse_size(const char *value)
{
    char *end;
    unsigned long long size = strtoull(value, &end, 10);
    unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;

    if (end == value || *value == '-' || (shift ? end[1] : end[0]) || size > (0xfffffffeULL >> shift))
        return 0;
    return size << shift;
}

/* `--soft-mark 64K` becomes the option "soft_mark=65536" of every process; docs/protocol.md says what they mean. */
static bool take_size(leat_deployment *deployment, const char *program, const char *option, const char *value)
{
    unsigned long long size = parse_size(value);
    char *name = leat__strdup(option + 2);

    for (char *dash = name; (dash = strchr(dash, '-'));)
        *dash = '_';
    if (size == 0)
        leat__misuse(program, "'%s %s' is no %s", option, value,
                     strcmp(option, "--slice") == 0 ? "count: 1, 100" : "size up to 4G: 65536, 64K, 64M");
    else
        leat__vector_push(&deployment->options, leat__format("%s=%llu", name, size));
    free(name);
    return size != 0;
}

/* The options that take_size() reads. */
static bool is_size(const char *option)
{
    static const char *const sizes[] = {"--max-element",  "--soft-mark",   "--hard-mark",
                                        "--cycle-budget", "--read-buffer", "--slice"};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (strcmp(option, sizes[i]) == 0)
            return true;
    return false;
}

static bool take_without(leat_deployment *deployment, const char *program, const char *value)
{
    const char *nearest = leat__trick_nearest(value);

    if (leat__trick_add(&deployment->without, value))
        return true;
    if (nearest)
        fprintf(stderr, "error: nothing is called '%s' that could be left out\nhint: did you mean '%s'?\n", value, nearest);
    else
        leat__misuse(program, "nothing is called '%s' that could be left out", value);
    return false;
}

static bool take_profile(leat_deployment *deployment, const char *program, const char *value)
{
    static const char *const names[] = {"release", "debug", "sanitize"};

    for (size_t i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            deployment->profile = (enum leat_profile)i;
            deployment->profile_given = true;
            return true;
        }
    leat__misuse(program, "there is no profile '%s': release, debug, sanitize", value);
    return false;
}

static bool take_format(const char *program, const char *value)
{
    if (strcmp(value, "json") == 0)
        leat__report_as_json();
    else if (strcmp(value, "text") != 0) {
        leat__misuse(program, "there is no format '%s': text, json", value);
        return false;
    }
    return true;
}

/* An option of any of the sub-commands. */
struct taking {
    leat_deployment *deployment;
    const char *program;
};

static bool take_option(void *context, const struct leat__option *option, const char *value)
{
    struct taking *taking = context;
    leat_deployment *deployment = taking->deployment;
    const char *name = option->name;

    if (strcmp(name, "--members") == 0)
        return take_members(deployment, taking->program, value);
    if (is_size(name))
        return take_size(deployment, taking->program, name, value);
    if (strcmp(name, "--profile") == 0)
        return take_profile(deployment, taking->program, value);
    if (strcmp(name, "--format") == 0)
        return take_format(taking->program, value);
    if (strcmp(name, "--without") == 0)
        return take_without(deployment, taking->program, value);
    if (strcmp(name, "--by-hand") == 0)
        leat__vector_push(&deployment->by_hand, value);
    else if (strcmp(name, "--quiet") == 0)
        leat__progress_quiet();
    else if (strcmp(name, "--ir") == 0)
        deployment->form = LEAT__FORM_IR;
    else if (strcmp(name, "--embed") == 0)
        deployment->form = LEAT__FORM_EMBED;
    else if (strcmp(name, "--prefix") == 0)
        deployment->prefix = value;
    else if (strcmp(name, "--dot") == 0)
        deployment->dot = true;
    else if (strcmp(name, "-o") == 0)
        deployment->output = value;
    return true;
}

/* What stands behind `--`: arguments of processes are name=value; other words are the program's own. */
static void take_arguments(leat_deployment *deployment, char **words)
{
    for (; words && *words; words++)
        if (strchr(*words, '=') && **words != '=')
            leat__vector_push(&deployment->arguments, *words);
}

/* A NULL behind the last one, which does not count. */
static void end_list(struct leat__name_list *list)
{
    leat__vector_push(list, NULL);
    list->count--;
}

static void print_program_help(const char *program)
{
    printf("usage: %s [command] [option...] [-- NAME=VALUE...]\n\n"
           "A flow of Leat. Without a command it is run.\n\ncommands:\n",
           program);
    leat__print_subcommands(leat__program_subcommands, leat__program_subcommand_count);
    printf("\n'%s COMMAND -h' prints the options of one\n", program);
}

/* Open descriptors are taken for granted: a pipe must not become standard output. */
static void open_standard_descriptors(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= 2);
    if (fd > 2)
        close(fd);
}

static const struct leat__subcommand *choose(const char *program, char ***words)
{
    const char *first = **words;

    if (first && (strcmp(first, "-h") == 0 || strcmp(first, "--help") == 0 || strcmp(first, "help") == 0)) {
        print_program_help(program);
        exit(0);
    }
    if (!first || *first == '-')
        return &run_command;
    const struct leat__subcommand *found =
        leat__find_subcommand(leat__program_subcommands, leat__program_subcommand_count, first);

    if (!found) {
        leat__say_unknown(program, leat__program_subcommands, leat__program_subcommand_count, first);
        exit(2);
    }
    ++*words;
    return found;
}

leat_deployment *leat_deployment_new(int argc, char **argv)
{
    leat_deployment *deployment = leat__alloc(sizeof *deployment);
    static char *nothing[] = {NULL};
    char **words = argc > 0 ? argv + 1 : nothing, **rest;

    open_standard_descriptors();
    deployment->localhost.deployment = deployment;
    deployment->program = argc > 0 ? leat__path_name(argv[0]) : "program";
    deployment->subcommand = choose(deployment->program, &words);
    char *program = leat__format("%s %s", deployment->program, deployment->subcommand->name);
    struct taking taking = {.deployment = deployment, .program = program};
    struct leat__reader reader = {
        .subcommand = deployment->subcommand, .program = program, .take_option = take_option, .context = &taking};
    enum leat__read read = leat__read_words(&reader, words, &rest);

    free(program);
    if (read != LEAT__READ_ALL)
        exit(read == LEAT__READ_HELP ? 0 : 2);
    take_arguments(deployment, rest);
    end_list(&deployment->options);
    end_list(&deployment->arguments);
    return deployment;
}

leat_host *leat_localhost(leat_deployment *deployment)
{
    return &deployment->localhost;
}

/* ---- doing ---- */

/* Writes a text to standard output; 0, or 1 after saying why not. */
static int print_text(const struct leat__text *text)
{
    if (fwrite(leat__text_string(text), 1, text->length, stdout) == text->length && fflush(stdout) == 0)
        return 0;
    if (errno != EPIPE)
        fprintf(stderr, "error: cannot write the result: %s\n", strerror(errno));
    return 1;
}

static int write_text(const char *path, const struct leat__text *text)
{
    int error = leat__file_write(path, leat__text_string(text), text->length, 0666 & leat__program_mode());

    if (error)
        fprintf(stderr, "error: cannot write '%s': %s\n", path, strerror(-error));
    return error ? 1 : 0;
}

static int do_graph(const leat_deployment *deployment, leat_flow *flow)
{
    struct leat__text text = {0};

    (deployment->dot ? leat__view_dot : leat__view_mermaid)(flow, &text);
    int status = print_text(&text);

    leat__text_release(&text);
    return status;
}

static int emit_ir(const leat_deployment *deployment, const struct leat__plan *plan)
{
    struct leat__text text = {0};

    leat__plan_print(plan, &text);
    int status = deployment->output ? write_text(deployment->output, &text) : print_text(&text);

    leat__text_release(&text);
    return status;
}

static int emit_units(const leat_deployment *deployment, const struct leat__plan *plan)
{
    struct leat__emitted units = {0};
    int status = 0, error = deployment->output ? leat__make_directories(deployment->output, 0777) : 0;

    if (error) {
        fprintf(stderr, "error: cannot make the directory '%s': %s\n", deployment->output, strerror(-error));
        return 1;
    }
    leat__emit(plan, &units);
    for (size_t i = 0; i < units.count && status == 0; i++) {
        char *path = deployment->output ? leat__path_join(deployment->output, units.items[i].name) : NULL;

        status = path ? write_text(path, &units.items[i].text) : print_text(&units.items[i].text);
        free(path);
    }
    leat__emitted_release(&units);
    return status;
}

/* What the names of an embedded flow begin with: a C name made of the source's. */
static char *default_prefix(const struct leat__plan *plan)
{
    const char *name = leat__path_name(plan->units.items[0].base_file);
    char *prefix = leat__strndup(name, strcspn(name, "."));

    for (char *at = prefix; *at; at++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", *at) &&
            (at == prefix || !strchr("0123456789", *at)))
            *at = '_';
    return prefix;
}

static int emit_embedded(const leat_deployment *deployment, const struct leat__plan *plan)
{
    char *prefix = deployment->prefix ? leat__strdup(deployment->prefix) : default_prefix(plan);
    struct leat__emitted units = {0};
    struct leat__text header = {0};
    int status = 1;

    if (!leat__emit_embedded(plan, prefix, &header, &units) || units.count != 1) {
        leat__report(&plan->flow->diagnostics);
    } else if (deployment->output) {
        char *header_path = leat__format("%s.h", deployment->output);
        char *unit_path = leat__format("%s.c", deployment->output);

        status = write_text(header_path, &header) || write_text(unit_path, &units.items[0].text);
        free(header_path);
        free(unit_path);
    } else {
        status = print_text(&header) || print_text(&units.items[0].text);
    }
    leat__text_release(&header);
    leat__emitted_release(&units);
    free(prefix);
    return status;
}

static int do_emit(const leat_deployment *deployment, const struct leat__plan *plan)
{
    if (deployment->form == LEAT__FORM_IR)
        return emit_ir(deployment, plan);
    return deployment->form == LEAT__FORM_EMBED ? emit_embedded(deployment, plan) : emit_units(deployment, plan);
}

static int do_build(const leat_deployment *deployment, const struct leat__plan *plan)
{
    const char *name = leat__path_name(plan->units.items[0].base_file);
    const char *dot = strrchr(name, '.');
    char *output = deployment->output ? leat__strdup(deployment->output)
                                      : leat__format("%.*s.leat", (int)(dot ? dot - name : (long)strlen(name)), name);
    char *path = NULL;
    int status = leat__build_plan(plan, output, &path);

    if (status == 0)
        puts(output);
    free(path);
    free(output);
    return status;
}

/* What is right is said on standard output, and what is wrong on standard error; as JSON only the latter. */
static int say_checked(const leat_flow *flow)
{
    struct leat__text text = {0};

    leat__view_summary(flow, &text);
    fputs(leat__text_string(&text), stdout);
    leat__text_release(&text);
    return 0;
}

/* A flow that is checked. */
static int do_lowered(const leat_deployment *deployment, leat_flow *flow)
{
    struct leat__plan *plan = leat__lower(flow, deployment->without);
    int status;

    if (deployment->subcommand == &emit_command)
        status = do_emit(deployment, plan);
    else if (deployment->subcommand == &build_command)
        status = do_build(deployment, plan);
    else
        status = leat__run_plan(deployment, plan);
    leat__plan_free(plan);
    return status;
}

static void deployment_free(leat_deployment *deployment)
{
    for (size_t i = 0; i < deployment->members.count; i++)
        free((void *)(uintptr_t)deployment->members.items[i].name);
    for (size_t i = 0; i < deployment->options.count; i++)
        free((void *)(uintptr_t)deployment->options.items[i]);
    leat__vector_release(&deployment->members);
    leat__vector_release(&deployment->options);
    leat__vector_release(&deployment->by_hand);
    leat__vector_release(&deployment->arguments);
    free(deployment);
}

int leat_deployment_run(leat_deployment *deployment, leat_flow *flow)
{
    int status = 2;

    flow->was_run = true;
    fflush(stdout);
    if (leat__apply_options(deployment, flow)) {
        flow->prover = leat__prove_steps;
        bool good = leat__check(flow);

        if (good && deployment->subcommand == &check_command) {
            leat__check_purity(flow);
            leat__check_claims(flow);
            leat__note_memory(flow);
            leat__note_surplus(flow);
            good = flow->diagnostics.errors == 0;
        }
        leat__report(&flow->diagnostics);
        if (deployment->subcommand == &graph_command)
            status = do_graph(deployment, flow) || !good;
        else if (!good)
            status = 1;
        else if (deployment->subcommand == &check_command)
            status = leat__report_is_json() ? 0 : say_checked(flow);
        else
            status = do_lowered(deployment, flow);
    }
    leat__flow_free(flow);
    deployment_free(deployment);
    return status;
}
