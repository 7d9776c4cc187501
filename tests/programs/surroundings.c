/* What a spec gives its process: program arguments and environment; both are read by quotes. */
#include "program.h"

static void print_argument(const char *name)
{
    leat_str value = leat_argument(name);

    printf("%s=[%.*s]\n", name, (int)value.length, value.data);
}

static void build(leat_flow *flow, leat_host *host)
{
    static const char *const arguments[] = {"colour=dark blue", "empty=", "twice=a=b", NULL};
    static const char *const environment[] = {"LEAT_TEST_SHADE=100%", "HOME=/nowhere", NULL};
    const leat_process_spec spec = {.host = host, .name = "p", .arguments = arguments, .environment = environment};
    leat_process *p = leat_flow_process(flow, &spec), *other = process(flow, "other");

    leat_stream(int) once = leat_source_iter(p, int, q({ yield(1); }));
    leat_for_each(once, q(x, {
        (void)x;
        print_argument("colour");
        print_argument("empty");
        print_argument("twice");
        print_argument("absent");
        print_argument("of_all");
        printf("%s %s\n", getenv("LEAT_TEST_SHADE"), getenv("HOME"));
    }));
    leat_for_each(leat_source_iter(other, int, q({ yield(1); })), q(x, {
        (void)x;
        print_argument("colour");
        print_argument("of_all");
        printf("%d\n", getenv("LEAT_TEST_SHADE") == NULL);
    }));
}
