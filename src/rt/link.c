#include <stdio.h>
#include <stdlib.h>

#include "runtime.h"
#include "spare.h"

static uint32_t count_of(const struct leat_runtime *runtime, uint32_t location)
{
    return runtime->member_counts[location];
}

static void make_outs(struct leat_runtime *runtime, const struct leat_channel_info *channel)
{
    struct leat_outs *outs = &runtime->outs[channel->id];

    outs->count = count_of(runtime, channel->to);
    outs->peers = leat__rt_alloc(outs->count, sizeof *outs->peers);
    for (uint32_t i = 0; i < outs->count; i++) {
        struct leat__out_link *link = &runtime->out_links[runtime->out_count++];

        link->link = (struct leat_link){.runtime = runtime, .channel = channel, .peer = i};
        link->out = &outs->peers[i];
        link->out->link = &link->link;
    }
}

static void make_ins(struct leat_runtime *runtime, const struct leat_channel_info *channel)
{
    struct leat_ins *ins = &runtime->ins[channel->id];

    ins->count = count_of(runtime, channel->from);
    ins->peers = leat__rt_alloc(ins->count, sizeof *ins->peers);
    for (uint32_t i = 0; i < ins->count; i++) {
        struct leat__in_link *link = &runtime->in_links[runtime->in_count++];

        link->link = (struct leat_link){.runtime = runtime, .channel = channel, .peer = i};
        link->in = &ins->peers[i];
        link->in->link = &link->link;
        link->in->sender.id = i;
    }
}

void leat__links_make(struct leat_runtime *runtime)
{
    const struct leat_program *program = runtime->program;
    size_t outs = 0, ins = 0;

    for (uint32_t i = 0; i < program->channel_count; i++) {
        const struct leat_channel_info *channel = &program->channels[i];

        outs += channel->from == runtime->location->id ? count_of(runtime, channel->to) : 0;
        ins += channel->to == runtime->location->id ? count_of(runtime, channel->from) : 0;
    }
    runtime->outs = leat__rt_alloc(program->channel_count, sizeof *runtime->outs);
    runtime->ins = leat__rt_alloc(program->channel_count, sizeof *runtime->ins);
    runtime->out_links = leat__rt_alloc(outs, sizeof *runtime->out_links);
    runtime->in_links = leat__rt_alloc(ins, sizeof *runtime->in_links);
    for (uint32_t i = 0; i < program->channel_count; i++) {
        if (program->channels[i].from == runtime->location->id)
            make_outs(runtime, &program->channels[i]);
        if (program->channels[i].to == runtime->location->id)
            make_ins(runtime, &program->channels[i]);
    }
}

static const char *address_of(const struct leat_runtime *runtime, uint32_t location, uint32_t member)
{
    for (size_t i = 0; i < runtime->peer_count; i++)
        if (runtime->peers[i].location == location && runtime->peers[i].member == member)
            return runtime->peers[i].address;
    leat_run_fail("the rendezvous has not said where %s listens", leat__member_name(runtime, location, member));
}

void leat__links_dial(struct leat_runtime *runtime)
{
    for (size_t i = 0; i < runtime->out_count; i++) {
        struct leat__out_link *link = &runtime->out_links[i];

        leat__out_connect(link, address_of(runtime, link->link.channel->to, link->link.peer));
    }
}

bool leat__links_closed(const struct leat_runtime *runtime)
{
    for (size_t i = 0; i < runtime->out_count; i++)
        if (!runtime->out_links[i].link.closed)
            return false;
    for (size_t i = 0; i < runtime->in_count; i++)
        if (!runtime->in_links[i].link.closed)
            return false;
    return true;
}

bool leat__links_count(const struct leat_runtime *runtime, uint64_t *sent, uint64_t *received)
{
    bool empty = true;

    *sent = *received = 0;
    for (size_t i = 0; i < runtime->out_count; i++) {
        *sent += leat__out_sent(&runtime->out_links[i]);
        empty = empty && leat__out_pending(&runtime->out_links[i]) == 0;
    }
    for (size_t i = 0; i < runtime->in_count; i++) {
        *received += leat__in_received(&runtime->in_links[i]);
        empty = empty && leat__in_is_empty(&runtime->in_links[i]);
    }
    return empty;
}

void leat__link_close(struct leat_link *link)
{
    if (link->socket)
        link->runtime->io->close(link->socket);
    link->socket = NULL;
    link->closed = true;
}

/* ---- buffers ---- */

enum { BUFFERS_KEPT = 4 };

void leat__link_take_buffer(struct leat__buffered *links, struct leat_link *link, size_t capacity)
{
    size_t room;

    link->data = leat__spare_take(capacity, &room);
    if (!link->data)
        link->data = leat__rt_realloc(NULL, capacity);
    link->capacity = capacity;
    link->next = links->first;
    link->before = &links->first;
    if (link->next)
        link->next->before = &link->next;
    links->first = link;
    links->count++;
}

void leat__link_give_buffer(struct leat__buffered *links, struct leat_link *link)
{
    *link->before = link->next;
    if (link->next)
        link->next->before = link->before;
    links->count--;
    leat__spare_give(link->data);
    link->data = NULL;
}

bool leat__link_has_many(const struct leat__buffered *links)
{
    return links->count > BUFFERS_KEPT;
}

const char *leat__member_name(const struct leat_runtime *runtime, uint32_t location, uint32_t member)
{
    static char names[2][256];
    static unsigned turn;
    const struct leat_location_info *info = runtime->program->locations[location];
    char *name = names[turn++ % 2];

    if (info->is_cluster)
        snprintf(name, sizeof names[0], "%s/%u", info->name, member);
    else
        snprintf(name, sizeof names[0], "%s", info->name);
    return name;
}

static uint32_t peer_location(const struct leat_link *link, bool is_out)
{
    return is_out ? link->channel->to : link->channel->from;
}

static bool is_out(const struct leat_link *link)
{
    const struct leat_runtime *runtime = link->runtime;
    const struct leat__out_link *out = (const struct leat__out_link *)(const void *)link;

    return out >= runtime->out_links && out < runtime->out_links + runtime->out_count;
}

bool leat__link_may_break(struct leat_link *link, const char *how)
{
    const struct leat_channel_info *channel = link->channel;
    bool sends = is_out(link);

    if (!channel->lossy)
        return false;
    link->broken = true;
    fprintf(stderr, "warning: lost %s, %s lossy channel %s: %s; %s (%s at %s:%d)\n",
            leat__member_name(link->runtime, peer_location(link, sends), link->peer),
            sends ? "the receiver of" : "a sender of", channel->name, how,
            sends ? "it is sent nothing more" : "its elements end here", channel->operation, channel->file,
            channel->line);
    return true;
}

void leat__links_report(struct leat_runtime *runtime)
{
    for (size_t i = 0; i < runtime->out_count; i++) {
        const struct leat__out_link *link = &runtime->out_links[i];
        const struct leat_channel_info *channel = link->link.channel;
        uint64_t dropped = leat__out_dropped(link);

        if (dropped > 0)
            fprintf(
                stderr,
                "warning: %llu elements were dropped on lossy channel %s, because %s did not keep up (%s at %s:%d)\n",
                (unsigned long long)dropped, channel->name, leat__member_name(runtime, channel->to, link->link.peer),
                channel->operation, channel->file, channel->line);
    }
}

void leat__link_lost(const struct leat_link *link, const char *how)
{
    const struct leat_channel_info *channel = link->channel;
    bool sends = is_out(link);

    leat__end_lost(link->runtime, "lost %s, %s channel %s: %s (%s at %s:%d)",
                   leat__member_name(link->runtime, peer_location(link, sends), link->peer),
                   sends ? "the receiver of" : "a sender of", channel->name, how, channel->operation, channel->file,
                   channel->line);
}
