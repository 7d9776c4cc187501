#include <leat/leat.h>

#define PLUS(s, quote) leat_map(s, int, quote)
#define TWICE(s) leat_map(s, int, q(n, n * two))

static int two = 2;

/* Every `a` in a quote is a local that is not captured: each message has to point at its own. */
static void build(leat_process *p)
{
    int a = 1;
    leat_stream(int) s = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) t = leat_map(s, int, q(n, n + a)); leat_stream(int) u = leat_map(t, int, q(n, n + a));
    leat_stream(int) v = leat_map(leat_map(leat_map(u, int, q(n, n + a)), int, q(n, n + a)), int, q(n, n + a));
    leat_stream(int) w = leat_map(
        leat_map(v,
                 int,
                 q(n,
                   n + /* a comment */ a)),
        int, q(n, n + a)); leat_stream(int) x = leat_map(w, int, q(n, n + a));
    leat_stream(int) y = PLUS(x, q(n, n + a));
    leat_stream(int) z = PLUS(PLUS(y, q(n, n + a)),
                              q(n, n + a));

    leat_for_each(TWICE(
                      z), q(n, {
        (void)n;
        if (n > 3) {
            int b = n - a;

            (void)b;
        }
    }));
    leat_stream(int) merged = leat_merge(leat_merge(s, t), leat_merge(
        u, v));
    leat_for_each(merged, q(n, (void)n)); leat_for_each(merged, q(n, (void)n)); leat_for_each(s, q(n, (void)n));
    leat_limit(leat_merge(s, t), q(1)); leat_limit(leat_merge(u, v),
                                                   q(1)); leat_limit(s, q(1)); leat_limit(merged, q(1));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"}); leat_process *r = leat_flow_process(
        flow, &(leat_process_spec){.name = "r"});

    (void)r;
    build(p);
    build(p);
    return leat_deployment_run(deployment, flow);
}
