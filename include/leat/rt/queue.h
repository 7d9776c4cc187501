/*
 * queue.h: elements that wait for their partner, first in, first out: zip and zip_longest.
 */
#ifndef LEAT_RT_QUEUE_H
#define LEAT_RT_QUEUE_H

#include "memory.h"

/* Starts as zero bytes. */
struct leat_queue {
    struct leat_buffer buffer;
    size_t at;             /* elements before it have left */
    struct leat_keep keep; /* what those that wait view */
};

/* Makes room for one more: moves those that wait to the front, where half of the memory or more is free. */
void leat_queue_grow(struct leat_queue *queue, size_t element_size);

/* The end of a turn: memory that is viewed by nothing that still waits is given back, when there is enough of it. */
void leat_queue_settle(struct leat_queue *queue, const struct leat_descriptor *type, size_t element_size);

void leat_queue_clear(struct leat_queue *queue, size_t element_size); /* what this turn views stays until it ends */
void leat_queue_release(struct leat_queue *queue);

static inline bool leat_queue_is_empty(const struct leat_queue *queue)
{
    return queue->at == queue->buffer.count;
}

/* Room for one element behind all others; the caller fills it, and moves what it views: leat_keep_move(&queue->keep, ...). */
static inline void *leat_queue_push(struct leat_queue *queue, size_t element_size)
{
    if (__builtin_expect(queue->buffer.count == queue->buffer.capacity, 0))
        leat_queue_grow(queue, element_size);
    return queue->buffer.data + queue->buffer.count++ * element_size;
}

/* The first element, which leaves: it is good until the next push. The queue is not empty. */
static inline const void *leat_queue_pop(struct leat_queue *queue, size_t element_size)
{
    const char *first = queue->buffer.data + queue->at++ * element_size;

    if (queue->at == queue->buffer.count)
        queue->at = queue->buffer.count = 0;
    return first;
}

#endif
