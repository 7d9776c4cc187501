#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <leat/leat.h>

static int hits;
static const int limit = 3;
static const char *const names[] = {"even", "odd"};
static int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
static int (*const both[])(int) = {twice, thrice};

static int parsed(const char *text)
{
    char *end;

    errno = 0;
    return isdigit((unsigned char)text[0]) ? (int)strtol(text, &end, 10) : 0;
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    /* A source, a statement that is there for its effects, and what runs now may change variables. */
    hits = 1;
    leat_stream(int) numbers = leat_source_iter(p, int, q({
        for (hits = 0; hits < 10; hits++)
            yield(hits);
    }));
    leat_stream(int) few = leat_filter(numbers, q(n, n < limit));
    leat_stream(int) more = leat_map(few, int, q(n, both[n & 1](n) + parsed("12")));

    leat_for_each(leat_inspect(more, q(n, { hits += n; })), q(n, printf("%s %d\n", names[n & 1], hits++)));
    return leat_deployment_run(deployment, flow);
}
