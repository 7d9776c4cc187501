# shellcheck shell=bash
# What an operator is given is not what it takes: said with its name, at its place, whatever is around it.

wrong() { # wrong COLUMN MESSAGE CALL
    local compiler

    cat >flow.c <<C
#include <leat/leat.h>

leat_keyed(numbered, int, int)
leat_keyed(by_half, double, int)
leat_keyed(of, leat_member, int)
leat_keyed(keyed_int, int, int)
leat_windowed(timed, int, int)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_cluster *w = leat_flow_cluster(flow, &(leat_cluster_spec){.name = "w", .members = 4});
    leat_stream(int) a = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) b = leat_source_iter(w, int, q(range(0, 10)));
    leat_stream(by_half) h = leat_map(a, by_half, q(x, ((by_half){x / 2.0, x})));
    $3
    (void)h, (void)b;
    return leat_deployment_run(deployment, flow);
}
C
    for compiler in gcc clang; do
        CC=$compiler run_for 1 leat check flow.c
        holds err "error[LEAT0302]: $2"
        holds err "flow.c:18:$1"
        holds err 'error: 1 error'
    done
}

test_what_goes_to_each_in_turn_has_one_order() {
    wrong 19 'leat_round_robin_bincode takes a leat_stream' \
        'leat_for_each(leat_round_robin_bincode(leat_send_bincode_tagged(b, p, of), w), q(x, (void)x));'
}

test_what_is_sent_as_bytes_is_bytes() {
    wrong 19 'leat_broadcast_bytes takes a stream of leat_bytes' \
        'leat_for_each(leat_broadcast_bytes(a, w), q(x, (void)x));'
}

test_a_send_takes_a_process_and_a_broadcast_a_cluster() {
    wrong 28 'leat_send_bincode takes a leat_process to send to' \
        'leat_for_each(leat_map(leat_send_bincode(a, w), int, q(x, x)), q(x, (void)x));'
    wrong 19 'leat_broadcast_bincode takes a leat_cluster to send to' \
        'leat_for_each(leat_broadcast_bincode(a, p), q(x, (void)x));'
}

test_a_record_has_the_key_that_the_operator_gives_it() {
    wrong 19 'leat_send_bincode_tagged takes a record whose key is a leat_member' \
        'leat_for_each(leat_send_bincode_tagged(b, p, numbered), q(x, (void)x));'
    wrong 19 'leat_enumerate takes a record whose key is a uint64_t' \
        'leat_for_each(leat_enumerate(a, numbered), q(x, (void)x));'
    wrong 32 'leat_fold_keyed takes a record whose key is of the type of the keys of its input' \
        'leat_for_each(leat_entries(leat_fold_keyed(h, numbered, q(0), q(acc, v, acc += v))), q(x, (void)x));'
}

test_a_window_gives_the_keys_of_its_input() {
    wrong 46 'leat_fold_window takes a record whose key is of the type of the keys of its input' \
        'leat_stream(by_half) late; leat_for_each(leat_fold_window(h, timed, q((leat_window){.width = 1}), q(x, x.value), q(0), q(acc, v, acc += v), &late), q(x, (void)x));'
    wrong 46 'leat_fold_window takes a time that is an integer' \
        'leat_stream(by_half) late; leat_for_each(leat_fold_window(h, timed, q((leat_window){.width = 1}), q(x, x.key), q(0), q(acc, v, acc += v), &late), q(x, (void)x));'
}

test_a_session_gives_the_keys_of_its_input() {
    wrong 46 'leat_fold_session takes a record whose key is of the type of the keys of its input' \
        'leat_stream(by_half) late; leat_for_each(leat_fold_session(h, timed, q((leat_session){.gap = 1}), q(x, x.value), q(0), q(acc, v, acc += v), q(acc, o, acc += o), &late), q(x, (void)x));'
    wrong 46 'leat_fold_session takes a time that is an integer' \
        'leat_stream(by_half) late; leat_for_each(leat_fold_session(h, timed, q((leat_session){.gap = 1}), q(x, x.key), q(0), q(acc, v, acc += v), q(acc, o, acc += o), &late), q(x, (void)x));'
}

test_a_key_that_is_looked_up_is_one_of_the_keys() {
    wrong 36 'leat_get_by takes a record whose key is of the type of its second input' \
        'leat_for_each(leat_into_stream(leat_get_by(leat_reduce_keyed(h, q(acc, v, acc += v)), int, leat_count(a))), q(x, (void)x));'
    wrong 19 'leat_values_by takes a leat_keyed_stream' \
        'leat_for_each(leat_values_by(h, int, leat_source_singleton(p, double, q(0.5))), q(x, (void)x));'
    wrong 19 'leat_values_by takes a leat_singleton or a leat_optional' \
        'leat_for_each(leat_values_by(leat_key_by(a, keyed_int, q(x, x)), int, a), q(x, (void)x));'
}

test_a_slice_cuts_collections_to_handles_like_them() {
    local like='leat_slice takes the address of a handle of the kind and type of what is cut: cut(s, &handle)'

    wrong 51 "$like" 'leat_stream(double) d; leat_tick *t = 0;      leat_slice(t, cut(a, &d), nondet("a test"));'
    wrong 51 "$like" 'leat_singleton(int) d; leat_tick *t = 0;      leat_slice(t, cut(a, &d), nondet("a test"));'
    wrong 51 "$like" 'leat_stream(int) d = a; leat_tick *t = 0;     leat_slice(t, cut(a, d), nondet("a test"));'
    wrong 5 'leat_slice takes a leat_tick *' 'leat_slice(p, cut(a, &a), nondet("a test"));'
    wrong 24 'leat_slice takes cut(collection, &handle), at least once' 'leat_tick *t = 0;  leat_slice(t, nondet("a test"));'
    wrong 24 'leat_slice takes cut(collection, &handle) and nondet("why"), and '"'a'"' is neither' \
        'leat_tick *t = 0;  leat_slice(t, cut(a, &a), a, nondet("a test"));'
}

test_a_singleton_is_deferred_lazily() {
    wrong 19 'leat_defer_tick takes a leat_stream, a leat_keyed_stream or a leat_optional' \
        'leat_for_each(leat_defer_tick(leat_count(a)), q(x, (void)x));'
}

test_a_summary_takes_a_result_that_fits() {
    wrong 36 'leat_collect takes a leat_vec of what it collects' \
        'leat_for_each(leat_into_stream(leat_collect(a, leat_vec(double))), q(x, (void)x));'
    wrong 32 'leat_value_counts takes a record whose key is of the type of the elements' \
        'leat_for_each(leat_entries(leat_value_counts(a, by_half)), q(x, (void)x));'
    wrong 19 'leat_sort_by takes a key that is a number' \
        'leat_for_each(leat_sort_by(a, q(x, &x)), q(x, (void)x));'
}

test_a_count_and_a_member_are_integers() {
    wrong 19 'leat_limit takes a count that is an integer' \
        'leat_for_each(leat_limit(a, q("three")), q(x, (void)x));'
    wrong 19 'leat_top_n takes a count that is an integer' \
        'leat_for_each(leat_top_n(a, q(2.5), q(x, y, x - y)), q(x, (void)x));'
    wrong 19 'leat_demux_bincode takes a member that is an integer' \
        'leat_for_each(leat_demux_bincode(a, w, q(x, x / 2.0)), q(x, (void)x));'
}

test_what_leads_outside_takes_what_fits_there() {
    wrong 5 'leat_to_file takes a stream of leat_str or of leat_bytes' \
        'leat_to_file(a, q("numbers.txt"));'
    wrong 5 'leat_to_file takes a path (const char *, leat_str) or a leat_file' \
        'leat_to_file(leat_map(a, leat_str, q(n, leat_str_format("%d", n))), q(3));'
    wrong 19 'leat_source_external takes a leat_external' \
        'leat_for_each(leat_source_external(p, int, w), q(x, (void)x));'
    wrong 19 'leat_source_members takes a leat_cluster' \
        'leat_for_each(leat_source_members(p, p), q(x, (void)x));'
    wrong 5 'leat_send_external_many takes a record whose key is a uint64_t' \
        'leat_send_external_many(h, leat_flow_external(flow, &(leat_external_spec){0}));'
}

test_what_a_second_input_has_to_be() {
    wrong 19 'leat_anti_join takes a record whose key is of the type of its second input' \
        'leat_for_each(leat_anti_join(h, a), q(x, (void)x));'
    wrong 19 'leat_filter_not_in takes two inputs of one type' \
        'leat_for_each(leat_filter_not_in(a, h), q(x, (void)x));'
    wrong 19 'leat_filter_if takes a condition that is a leat_singleton(bool)' \
        'leat_for_each(leat_filter_if(a, leat_count(a)), q(x, (void)x));'
    wrong 19 'leat_cross_singleton takes a leat_singleton or a leat_optional' \
        'leat_for_each(leat_cross_singleton(a, a, int, q(x, v, x + v)), q(x, (void)x));'
    wrong 19 'leat_lookup takes a leat_keyed_singleton' \
        'leat_for_each(leat_lookup(h, h, int, q(k, l, r, l + *r + (k > 1))), q(x, (void)x));'
    wrong 19 'leat_zip takes a leat_stream' \
        'leat_for_each(leat_zip(a, leat_count(a), int, q(l, r, l + (int)r)), q(x, (void)x));'
}
