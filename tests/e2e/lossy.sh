# shellcheck shell=bash
# Channels that rather lose elements than wait: receivers that stand still, and connections that break.

# Cuts what was accepted by this process, which are its channels: bound to a name, and not listening.
with_cut() {
    cat <<'C'
#include <sys/socket.h>
#include <sys/un.h>
static void cut(void)
{
    for (int fd = 3; fd < 256; fd++) {
        struct sockaddr_un name = {0};
        socklen_t length = sizeof name, size = sizeof(int);
        int listens = 1;

        if (getsockname(fd, (struct sockaddr *)&name, &length) == 0 && length > sizeof(sa_family_t) && name.sun_path[0] &&
            getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && !listens)
            shutdown(fd, SHUT_RDWR);
    }
}
---
C
}

# Stops this process, whose id is in the file `pid`.
with_standing() {
    cat <<'C'
#include <signal.h>
static void stand_still(void)
{
    FILE *file = fopen("pid", "w");

    fprintf(file, "%d\n", getpid());
    fclose(file);
    raise(SIGSTOP);
}
---
C
}

in_background() {
    "$@" >out 2>err &
    launched=$!
}

# ends STATUS
ends() {
    wait_until gone "$launched"
    status=0
    wait "$launched" || status=$?
    [ "$status" -eq "$1" ] || {
        show
        fail "status $status, not $1"
    }
}

# The receiver stops itself; all that goes to the other one arrives meanwhile. What is missing in the end was told.
test_a_receiver_that_stands_still_stalls_nobody_else() {
    { with_standing; cat; } <<'C' | flow_file f.c
    leat_process *from = process(flow, "from"), *slow = process(flow, "slow"), *fast = process(flow, "fast");
    leat_stream(int) all = leat_source_iter(from, int, q(range(0, 2000000)));
    leat_stream(int) some = leat_inspect(leat_send_bincode(all, slow, lossy("a display"), channel("display")), q(n, {
        if (n == 0)
            stand_still();
    }));
    leat_singleton(int) last = leat_fold(some, int, q(-1), q(acc, n, { if (n <= acc) abort(); acc = n; }), nondet("those that came"));
    leat_for_each(leat_into_stream(leat_count(leat_assume_exactly_once(some, nondet("those that came")))), q(n, printf("count %lu\n", n)));
    leat_for_each(leat_into_stream(last), q(n, printf("last %d\n", n)));
    leat_for_each(leat_into_stream(leat_count(leat_send_bincode(all, fast))), q(n, { printf("count %lu\n", n); fflush(stdout); }));
C
    in_background leat run f.c
    wait_until grep -q '^\[fast/0\] count 2000000$' out
    kill -CONT "$(cat pid)"
    ends 0
    came=$(sed -n 's/^\[slow\/0\] count //p' out)
    dropped=$(sed -n 's/^\[from\/0\] warning: \([0-9]*\) elements were dropped on lossy channel display, because slow\/0.*/\1/p' err)
    [ "$came" -gt 0 ]
    [ "$dropped" -gt 0 ]
    [ $((came + dropped)) -eq 2000000 ]
}

# Members are behind each for itself.
test_of_a_cluster_only_the_member_that_stands_still_loses_elements() {
    { with_standing; cat; } <<'C' | flow_file f.c
    leat_process *from = process(flow, "from");
    leat_cluster *c = leat_flow_cluster(flow, (&(leat_cluster_spec){.name = "w", .members = 3}));
    leat_stream(int) all = leat_source_iter(from, int, q(range(0, 1000000)));
    leat_stream(int) some = leat_inspect(leat_broadcast_bincode(all, c, lossy("a display")), q(n, {
        if (n == 0 && leat_self().id == 1)
            stand_still();
    }));
    leat_for_each(leat_into_stream(leat_count(leat_assume_exactly_once(some, nondet("those that came")))), q(n, { printf("count %lu\n", n); fflush(stdout); }));
C
    in_background leat run f.c
    wait_until grep -q '^\[w/0\] count' out
    wait_until grep -q '^\[w/2\] count' out
    kill -CONT "$(cat pid)"
    ends 0
    holds err 'because w/1 did not keep up'
    for member in 0 1 2; do
        came=$(sed -n "s/^\[w\/$member\] count //p" out)
        dropped=$(sed -n "s/^\[from\/0\] warning: \([0-9]*\) elements were dropped on .*because w\/$member did.*/\1/p" err)
        [ $((came + ${dropped:-0})) -eq 1000000 ]
    done
}

# With elements larger than the buffer that is dropped into, and one at a time.
test_large_elements_are_dropped_and_counted_too() {
    { with_standing; cat; } <<'C' | flow_file f.c
    leat_process *from = process(flow, "from"), *to = process(flow, "to"), *other = process(flow, "other");
    leat_stream(int) all = leat_source_iter(from, int, q(range(0, 100)));
    leat_stream(leat_str) large = leat_map(all, leat_str, q(n, leat_str_format("%0*d", n % 2 ? 300000 : 30, n)));
    leat_stream(leat_str) some = leat_inspect(leat_send_bincode(large, to, lossy("a display")), q(s, {
        if (s.length == 30 && s.data[29] == '0' && s.data[28] == '0')
            stand_still();
    }));
    leat_for_each(leat_into_stream(leat_count(leat_assume_exactly_once(some, nondet("those that came")))), q(n, printf("count %lu\n", n)));
    leat_for_each(leat_into_stream(leat_count(leat_send_bincode(all, other))), q(n, { printf("count %lu\n", n); fflush(stdout); }));
C
    in_background leat run f.c
    wait_until grep -q '^\[other/0\] count 100$' out
    kill -CONT "$(cat pid)"
    ends 0
    came=$(sed -n 's/^\[to\/0\] count //p' out)
    dropped=$(sed -n 's/^\[from\/0\] warning: \([0-9]*\) elements.*/\1/p' err)
    [ "$dropped" -gt 0 ]
    [ $((came + dropped)) -eq 100 ]
}

test_a_connection_that_breaks_is_the_end_of_what_came_over_it() {
    { with_cut; cat; } <<'C' | flow_file f.c
    leat_process *from = process(flow, "from"), *to = process(flow, "to");
    leat_stream(int) all = leat_source_iter(from, int, q({ for (int i = 0; i < 100000; i++) yield(i); }));
    leat_stream(int) some = leat_inspect(leat_send_bincode(all, to, lossy("a display"), channel("display")), q(n, { if (n == 1000) cut(); }));
    leat_for_each(leat_into_stream(leat_count(leat_assume_exactly_once(some, nondet("those that came")))), q(n, printf("%s\n", n > 1000 ? "some came" : "too few")));
    leat_for_each(leat_into_stream(leat_count(all)), q(n, printf("all %lu\n", n)));
C
    run_for 0 leat run f.c
    [ "$(sort out)" = $'[from/0] all 100000\n[to/0] some came' ]
    matches err '\[from/0\] warning: lost to/0, the receiver of lossy channel display: .*; it is sent nothing more'
    matches err '\[to/0\] warning: lost from/0, a sender of lossy channel display: .*; its elements end here'
    # Another channel that breaks is a failure still.
    sed 's/lossy("a display"), //' f.c >g.c
    run_for 1 leat run g.c
    lacks out came
    matches err 'lost (to|from)/0'
}

# What was on its way when a connection broke is not waited for: a cycle ends all the same.
test_a_cycle_ends_when_a_lossy_channel_on_it_breaks() {
    { with_cut; cat; } <<'C' | flow_file f.c
    leat_process *a = process(flow, "a"), *b = process(flow, "b");
    leat_hole *hole;
    leat_stream(int) back = leat_forward(a, int, &hole);
    leat_stream(int) first = leat_source_iter(a, int, q(range(0, 100)));
    leat_stream(int) there = leat_send_bincode(leat_merge(first, back), b, lossy("gossip"));
    leat_stream(int) more = leat_map(there, int, q(n, n + 100));
    leat_stream(int) cutting = leat_inspect(more, q(n, { if (n == 1050) cut(); }), commutative("any time"));
    leat_complete(hole, leat_send_bincode(cutting, a, lossy("gossip")));
    leat_for_each(leat_filter(back, q(n, n < 0)), q(n, (void)n), commutative("nothing"));
C
    run_for 0 leat run f.c
    holds err 'lossy channel'
}
