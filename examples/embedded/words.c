/*
 * A flow to be embedded: words go in; each word that is new comes out, and at the end how many there were.
 *
 *     leat emit --embed --prefix words -o words examples/embedded/words.c      makes words.h and words.c
 */
#include <leat/leat.h>

static void words(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);

    leat_stream(leat_str) word = leat_embed_input(process, leat_str, "word");
    leat_stream(leat_str) fresh = leat_unique(word);
    leat_embed_output(fresh, "fresh");
    leat_embed_output(leat_into_stream(leat_count(word)), "total");
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    words(flow, &(leat_process_spec){.name = "words"});
    return leat_deployment_run(deployment, flow);
}
