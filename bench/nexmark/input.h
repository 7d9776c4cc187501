/*
 * input.h: what happens in an auction house, after Nexmark: of fifty events one is a new person, three are new
 * auctions, and the rest are bids; half of the bids go to the hot auction, and three quarters come from the hot bidder.
 * Ten thousand events are a second of their own time. Numbers in place of names, so that one event takes 32 bytes.
 */
#ifndef BENCH_NEXMARK_INPUT_H
#define BENCH_NEXMARK_INPUT_H

#include "../lib/ops.h"

#ifdef BENCH_SMALL
enum { NEXMARK_EVENTS = 200000 }; /* twenty seconds */
#else
enum { NEXMARK_EVENTS = 10000000 };
#endif

enum nexmark_kind { NEXMARK_PERSON, NEXMARK_AUCTION, NEXMARK_BID };
enum { NEXMARK_STATES = 6, NEXMARK_OREGON = 0, NEXMARK_IDAHO = 1, NEXMARK_CALIFORNIA = 2 };

typedef struct nexmark_event {
    int64_t time; /* milliseconds */
    uint32_t kind;
    uint32_t id;     /* of the person, of the auction; of a bid: to which auction */
    uint32_t who;    /* auction: the seller; bid: the bidder; person: the state */
    uint32_t what;   /* auction: the category; person: the city */
    uint64_t amount; /* bid: the price in cents; auction: when it expires */
} nexmark_event;

static inline uint32_t nexmark_random(uint64_t *state, uint32_t below)
{
    return (uint32_t)(bench_random(state) * below >> 33);
}

/* One of the latest `among` of those that are numbered from 0 to `latest`. */
static inline uint32_t nexmark_recent(uint64_t *state, uint32_t latest, uint32_t among)
{
    return latest < among ? nexmark_random(state, latest + 1) : latest - nexmark_random(state, among);
}

/* The hot one: the first of the hundred that are the latest. */
static inline uint32_t nexmark_hot(uint32_t latest)
{
    return latest / 100 * 100;
}

static inline nexmark_event nexmark_make(uint32_t number, uint64_t *random)
{
    uint32_t epoch = number / 50, offset = number % 50, person = epoch, auction = epoch * 3 + (offset < 4 ? offset : 4) - 1;
    nexmark_event event = {.time = number / 10};
    uint32_t magnitude;

    if (offset == 0) {
        event.kind = NEXMARK_PERSON;
        event.id = person;
        event.who = nexmark_random(random, NEXMARK_STATES);
        event.what = nexmark_random(random, 100);
    } else if (offset < 4) {
        event.kind = NEXMARK_AUCTION;
        event.id = auction;
        event.who = nexmark_random(random, 4) ? nexmark_hot(person) : nexmark_recent(random, person, 1000);
        event.what = 10 + nexmark_random(random, 5);
        event.amount = (uint64_t)event.time + 1 + nexmark_random(random, 334);
    } else {
        event.kind = NEXMARK_BID;
        event.id = nexmark_random(random, 2) ? nexmark_hot(auction - 1) : nexmark_recent(random, auction - 1, 100);
        event.who = nexmark_random(random, 4) ? nexmark_hot(person) : nexmark_recent(random, person, 1000);
        event.amount = 100;
        for (magnitude = nexmark_random(random, 6); magnitude > 0; magnitude--)
            event.amount *= 10;
        event.amount += nexmark_random(random, (uint32_t)event.amount * 9);
    }
    return event;
}

/* All events. */
BENCH_SHARED const nexmark_event *nexmark_events(void)
{
    static nexmark_event events[NEXMARK_EVENTS];
    static int made;
    uint64_t random = 42;

    if (made)
        return events;
    made = 1;
    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++)
        events[i] = nexmark_make(i, &random);
    return events;
}

static inline const void *bench_input(size_t *count)
{
    *count = NEXMARK_EVENTS;
    return nexmark_events();
}

#endif
