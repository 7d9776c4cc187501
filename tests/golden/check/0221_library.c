#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <leat/leat.h>

static int seconds(void)
{
    return (int)time(NULL);
}

static int late(int x)
{
    return x > seconds();
}

static char *first_word(leat_str text)
{
    static char buffer[64];

    snprintf(buffer, sizeof buffer, "%.*s", (int)text.length, text.data);
    return strtok(buffer, " ");
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(int) numbers = leat_source_iter(p, int, q({ srand(1); range(0, 10); }));
    leat_stream(int) some = leat_filter(leat_map(numbers, int, q(n, n + rand() % 6)), q(n, late(n)));
    leat_stream(leat_str) words = leat_map(some, leat_str, q(n, leat_str_of(first_word(leat_str_format("%d", n)))));

    leat_for_each(words, q(w, printf("%ld %zu\n", random(), w.length)));
    return leat_deployment_run(deployment, flow);
}
