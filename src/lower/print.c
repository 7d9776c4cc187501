/*
 * print.c: the plan as text: one line for each vertex, in the order of a turn.
 */
#include "lower/plan.h"

static void print_vertex(const struct leat__vertex *vertex, struct leat__text *into)
{
    leat__text_printf(into, "  %%%u %s", vertex->position, vertex->name);
    for (size_t i = 0; i < vertex->inputs.count; i++)
        leat__text_printf(into, "%s%%%u", i ? ", " : " of ", vertex->inputs.items[i]->position);
    leat__text_printf(into, " : %s", vertex->type->text);
    if (vertex->tick)
        leat__text_printf(into, " tick %u", vertex->tick->id);
    if (vertex->role == LEAT__ROLE_OUTPUT)
        leat__text_printf(into, " output %u", vertex->node->output);
    if (vertex->role == LEAT__ROLE_SEND)
        leat__text_printf(into, " channel %u to %s", vertex->channel->id, vertex->channel->to->name);
    if (vertex->role == LEAT__ROLE_RECEIVE)
        leat__text_printf(into, " channel %u from %s", vertex->channel->id, vertex->channel->from->name);
    leat__text_append(into, vertex->node->bounded ? " bounded" : " unbounded");
    leat__text_append(into, vertex->node->ordered ? " ordered" : " unordered");
    if (vertex->changing)
        leat__text_append(into, " changing");
    if (vertex->read)
        leat__text_append(into, " read");
    if (vertex->same_element)
        leat__text_printf(into, " same-element %%%u", vertex->same_element->position);
    if (vertex->region && vertex->region != vertex)
        leat__text_printf(into, " on-cycle-of %%%u", vertex->region->position);
    if (vertex->carried)
        leat__text_append(into, " carried");
    if (vertex->cut)
        leat__text_append(into, " cut");
    if (vertex->fills)
        leat__text_append(into, " fills");
    if (vertex->unrolled)
        leat__text_append(into, " unrolled");
    if (vertex->cancellable)
        leat__text_append(into, " cancellable");
    leat__text_char(into, '\n');
}

void leat__plan_print(const struct leat__plan *plan, struct leat__text *into)
{
    leat__text_append(into, "leat-ir 1\n");
    for (size_t i = 0; i < plan->channels.count; i++) {
        const struct leat__channel *channel = plan->channels.items[i];

        leat__text_printf(into, "channel %u %s from %s to %s : %s%s%s\n", channel->id, channel->name, channel->from->name,
                          channel->to->name, channel->type->text, channel->on_cycle ? " on-cycle" : "",
                          channel->lossy ? " lossy" : "");
    }
    for (uint32_t l = 0; l < plan->location_count; l++) {
        const struct leat__plan_location *location = &plan->locations[l];

        leat__text_printf(into, "location %u %s %s\n", l,
                          location->place->kind == LEAT__CLUSTER ? "cluster" : "process", location->place->name);
        for (size_t i = 0; i < location->vertices.count; i++)
            print_vertex(location->vertices.items[i], into);
    }
}
