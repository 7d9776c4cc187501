/*
 * small_program.h: a flow of two locations and one channel of uint64_t, written by hand as the generator
 * would: `source/0` sends 0, 1, 2, ... and `sink/0` adds up. Program arguments say the rest:
 *
 *   count=N    how many are sent; without it, no end
 *   body=1     the source is a body on a stack of its own, else a range
 *   burst=N    each element of a body is sent N times over (as a flat_map would)
 *   limit=N    the sink wants no more than N, and cancels
 *   stay=1     the sink stays until no message is left anywhere
 *   size=N     elements have N bytes (at least 8)
 */
#ifndef SMALL_PROGRAM_H
#define SMALL_PROGRAM_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "leat/rt.h"

static inline uint64_t small_argument(const char *name, uint64_t otherwise)
{
    leat_str value = leat_argument(name);

    return value.length ? strtoull(value.data, NULL, 10) : otherwise;
}

struct small_source {
    struct leat_outs *outs;
    struct leat_source body;
    struct leat_run *run;
    uint64_t next, count, burst, size;
    bool by_body;
};

static inline void small_send(struct small_source *self, uint64_t x)
{
    uint8_t *frame = leat_out_frame(&self->outs->peers[0], self->size);

    if (self->size > 8)
        memset(frame, 'x', self->size);
    memcpy(frame, &x, 8);
}

static void small_source_start(void *state, struct leat_run *run)
{
    struct small_source *self = state;

    self->outs = leat_run_outs(run, 0);
    self->run = run;
    self->count = small_argument("count", UINT64_MAX);
    self->burst = small_argument("burst", 1);
    self->size = small_argument("size", 8);
    self->by_body = small_argument("body", 0) != 0;
}

static void small_body(void *state)
{
    struct small_source *self = state;

    for (; self->next < self->count; self->next++) {
        for (uint64_t i = 0; i < self->burst; i++)
            small_send(self, self->next);
        if (--self->run->budget == 0)
            leat_source_pause(self->run, &self->body);
    }
}

static void small_range(struct small_source *self, struct leat_run *run)
{
    while (self->next < self->count) {
        uint64_t chunk = leat_run_chunk(run), left = self->count - self->next;
        uint64_t end = self->next + (chunk < left ? chunk : left);

        if (chunk == 0) {
            run->again = true;
            return;
        }
        for (; self->next < end; self->next++)
            small_send(self, self->next);
    }
}

static void small_source_turn(void *state, struct leat_run *run)
{
    struct small_source *self = state;

    if (self->by_body && !self->body.ended)
        leat_source_resume(run, &self->body, small_body, self);
    else if (!self->by_body)
        small_range(self, run);
    if (leat_outs_cancelled(self->outs)) {
        self->next = self->count;
        leat_source_stop(run, &self->body);
    }
    if (self->next < self->count)
        return;
    leat_outs_end(self->outs);
    run->finished = true;
}

struct small_sink {
    struct leat_ins *ins;
    uint64_t count, sum, limit;
    bool told, stays;
};

static void small_sink_start(void *state, struct leat_run *run)
{
    struct small_sink *self = state;

    self->ins = leat_run_ins(run, 0);
    self->limit = small_argument("limit", UINT64_MAX);
    self->stays = small_argument("stay", 0) != 0;
}

static void small_sink_turn(void *state, struct leat_run *run)
{
    struct small_sink *self = state;
    struct leat_frame frame;

    for (uint32_t i = 0; i < self->ins->count; i++) {
        while (self->count < self->limit && leat_in_next(&self->ins->peers[i], &frame)) {
            uint64_t x;

            if (frame.end - frame.at < 8)
                leat_in_malformed(&self->ins->peers[i], "a u64 has 8 bytes");
            memcpy(&x, frame.at, 8);
            self->sum += x;
            self->count++;
        }
    }
    if (self->count == self->limit)
        leat_ins_cancel(self->ins);
    if (self->told || !leat_ins_ended(self->ins) || (self->stays && !run->quiesced))
        return;
    self->told = true;
    printf("%" PRIu64 " elements, sum %" PRIu64 "\n", self->count, self->sum);
    run->finished = true;
}

static const struct leat_location_info small_source_location = {.name = "source/0",
                                                                .id = 0,
                                                                .state_size = sizeof(struct small_source),
                                                                .start = small_source_start,
                                                                .turn = small_source_turn};
static const struct leat_location_info small_sink_location = {.name = "sink/0",
                                                              .id = 1,
                                                              .state_size = sizeof(struct small_sink),
                                                              .start = small_sink_start,
                                                              .turn = small_sink_turn};
static const struct leat_location_info *const small_locations[] = {&small_source_location, &small_sink_location};
static const struct leat_channel_info small_channels[] = {{.name = "numbers_8",
                                                           .operation = "leat_send_bincode",
                                                           .file = "small.c",
                                                           .line = 8,
                                                           .id = 0,
                                                           .from = 0,
                                                           .to = 1,
                                                           .type_hash = 0x1122334455667788}};
static const struct leat_program small_program = {.name = "small.c",
                                                  .hash = 0xabcdef,
                                                  .locations = small_locations,
                                                  .location_count = 2,
                                                  .channels = small_channels,
                                                  .channel_count = 1,
                                                  .poison = true};

#endif
