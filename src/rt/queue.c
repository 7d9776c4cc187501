/* queue.c: room and memory of leat/rt/queue.h; pushing and popping are inlined there. */
#include "leat/rt/queue.h"

void leat_queue_grow(struct leat_queue *queue, size_t element_size)
{
    struct leat_buffer *buffer = &queue->buffer;

    if (queue->at == 0 || queue->at < buffer->count / 2) {
        leat_buffer_grow(buffer, element_size);
        return;
    }
    buffer->count -= queue->at;
    memmove(buffer->data, buffer->data + queue->at * element_size, buffer->count * element_size);
    queue->at = 0;
}

void leat_queue_settle(struct leat_queue *queue, const struct leat_descriptor *type, size_t element_size)
{
    if (leat_keep_is_loose(&queue->keep))
        leat_keep_compact(&queue->keep, type, queue->buffer.data + queue->at * element_size,
                          queue->buffer.count - queue->at, element_size);
}

void leat_queue_clear(struct leat_queue *queue, size_t element_size)
{
    leat_buffer_clear(&queue->buffer, element_size);
    queue->at = 0;
    leat_keep_release(&queue->keep);
}

void leat_queue_release(struct leat_queue *queue)
{
    leat_buffer_release(&queue->buffer);
    queue->at = 0;
    leat_keep_release(&queue->keep);
}
