/*
 * termination.c: flows with cycles through the network end when no message is left anywhere.
 *
 * Four counters: when every process that is left is idle, and as much was decoded as was sent, all are asked,
 * twice. If both times all are idle, both sums are equal, and nothing was sent between the rounds, then
 * nothing is under way, and nothing can come to be. One round is not enough: its answers are of different times.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "deploy/internal.h"

/* A round that failed is tried again after so long; a process that gets idle again starts one at once. */
#define AGAIN_MS 20

struct sums {
    bool idle; /* all that are left; and there is one */
    uint64_t sent;
    uint64_t received;
};

/* What ended has sent all, and what it sent was decoded: it ends after its receivers have closed. Its counts stay in the sums. */
static struct sums add_up(const struct leat__deployer *deployer)
{
    struct sums sums = {0};
    size_t left = 0;
    bool busy = false;

    for (size_t i = 0; i < deployer->count; i++) {
        const struct leat__process *process = &deployer->processes[i];

        sums.sent += process->sent;
        sums.received += process->received;
        if (process->ended)
            continue;
        left++;
        busy = busy || !process->idle;
    }
    sums.idle = left > 0 && !busy;
    return sums;
}

static void ask(struct leat__deployer *deployer)
{
    struct leat__line *line = leat__alloc(sizeof *line);

    deployer->probe = ++deployer->probe_last;
    leat__line_begin(line, "probe");
    leat__line_add_number(line, deployer->probe);
    leat__line_end(line);
    for (size_t i = 0; i < deployer->count; i++) {
        struct leat__process *process = &deployer->processes[i];

        process->answered = process->ended;
        if (!process->ended)
            leat__rendezvous_send(process, line);
    }
    free(line);
}

static void on_again(uv_timer_t *timer)
{
    leat__termination_look(timer->data);
}

static void quiesce(struct leat__deployer *deployer)
{
    deployer->quiesced = true;
    for (size_t i = 0; i < deployer->count; i++)
        leat__rendezvous_say(&deployer->processes[i], "quiesce");
}

/* All have answered, or ended. */
static void judge(struct leat__deployer *deployer)
{
    struct sums sums = add_up(deployer);

    deployer->probe = 0;
    if (!sums.idle || sums.sent != sums.received || (deployer->second_round && sums.sent != deployer->sent_before)) {
        deployer->second_round = false;
        if (sums.idle)
            uv_timer_start(&deployer->probe_timer, on_again, AGAIN_MS, 0);
    } else if (deployer->second_round) {
        quiesce(deployer);
    } else {
        deployer->second_round = true;
        deployer->sent_before = sums.sent;
        ask(deployer);
    }
}

/* One that has ended meanwhile does not answer any more. */
static void judge_if_answered(struct leat__deployer *deployer)
{
    for (size_t i = 0; i < deployer->count; i++)
        if (!deployer->processes[i].answered && !deployer->processes[i].ended)
            return;
    judge(deployer);
}

void leat__termination_look(struct leat__deployer *deployer)
{
    struct sums sums = add_up(deployer);

    if (!deployer->started || deployer->stopping || deployer->quiesced)
        return;
    if (deployer->probe) {
        judge_if_answered(deployer);
        return;
    }
    if (!sums.idle)
        return;
    if (sums.sent != sums.received) {
        uv_timer_start(&deployer->probe_timer, on_again, AGAIN_MS, 0);
        return;
    }
    deployer->second_round = false;
    ask(deployer);
}

void leat__termination_disturb(struct leat__process *process)
{
    process->idle = false; /* it says so when it is again */
    process->deployer->probe = 0;
    process->deployer->second_round = false;
}

void leat__termination_answer(struct leat__process *process, uint64_t number, bool idle, uint64_t sent,
                              uint64_t received)
{
    struct leat__deployer *deployer = process->deployer;

    if (!deployer->probe || number != deployer->probe || process->answered)
        return;
    process->answered = true;
    process->idle = idle;
    process->sent = sent;
    process->received = received;
    judge_if_answered(deployer);
}
