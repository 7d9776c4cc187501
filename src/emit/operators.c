/*
 * operators.c: the table of the emitter: which family makes an operator's function and its step.
 */
#include "emit/families.h"

static const struct leat__family operators[LEAT_OPS] = {
    [LEAT_OP_SOURCE_ITER] = {leat__emit_source, leat__emit_source_step, &leat__source_state, LEAT__ROOT},
    [LEAT_OP_SOURCE_GENERATE] = {leat__emit_source, leat__emit_source_step, &leat__source_state, LEAT__ROOT},
    [LEAT_OP_SOURCE_LINES] = {leat__emit_lines, leat__emit_lines_step, &leat__lines_state, LEAT__ROOT},
    [LEAT_OP_SOURCE_INTERVAL] = {leat__emit_timer, leat__emit_interval_step, &leat__timer_state, LEAT__ROOT},
    [LEAT_OP_SOURCE_POLL] = {leat__emit_poll, leat__emit_poll_step, &leat__poll_state, LEAT__ROOT},
    [LEAT_OP_SPIN] = {NULL, leat__emit_spin_step, &leat__spin_state, LEAT__ROOT},
    [LEAT_OP_SOURCE_EXTERNAL] = {NULL, leat__emit_external_step, &leat__external_state, LEAT__ROOT | LEAT__NO_RUN},
    [LEAT_OP_SOURCE_EXTERNAL_MANY] = {NULL, leat__emit_external_step, &leat__external_state, LEAT__ROOT | LEAT__NO_RUN},
    [LEAT_OP_SOURCE_EXTERNAL_EVENTS] = {NULL, leat__emit_external_events_step, &leat__external_state, LEAT__ROOT | LEAT__NO_RUN},
    [LEAT_OP_EMBED_INPUT] = {NULL, leat__emit_embed_input_step, &leat__embed_input_state, LEAT__ROOT | LEAT__NO_RUN},
    [LEAT_OP_FORWARD] = {leat__emit_pass, leat__emit_forward_step, &leat__forward_state, LEAT__NO_TICK},
    [LEAT_OP_ITERATE] = {leat__emit_iterate, leat__emit_iterate_step, &leat__iterate_state},
    [LEAT_OP_ITERATE_BEST] = {leat__emit_iterate_best, leat__emit_iterate_best_step, &leat__iterate_best_state},
    [LEAT_OP_MAP] = {leat__emit_map, NULL},
    [LEAT_OP_FILTER] = {leat__emit_filter, NULL},
    [LEAT_OP_FILTER_MAP] = {leat__emit_flat_map, NULL},
    [LEAT_OP_FLAT_MAP] = {leat__emit_flat_map, NULL},
    [LEAT_OP_RESOLVE] = {leat__emit_resolve, leat__emit_resolve_step, &leat__resolve_state},
    [LEAT_OP_RESOLVE_ORDERED] = {leat__emit_resolve, leat__emit_resolve_step, &leat__resolve_state},
    [LEAT_OP_INSPECT] = {leat__emit_inspect, NULL},
    [LEAT_OP_ENUMERATE] = {leat__emit_enumerate, NULL, &leat__enumerate_state},
    [LEAT_OP_SCAN] = {leat__emit_scan, leat__emit_scan_step, &leat__scan_state, LEAT__NO_RUN | LEAT__NO_TICK},
    [LEAT_OP_PARTITION] = {leat__emit_partition, NULL},
    [LEAT_OP_DEMUX_BY_TAG] = {leat__emit_demux, NULL},
    [LEAT_OP_UNZIP] = {leat__emit_unzip, NULL},
    [LEAT_OP_KEY_BY] = {leat__emit_key_by, NULL},
    [LEAT_OP_MAP_VALUES] = {leat__emit_map_values, NULL},
    [LEAT_OP_KEYS] = {leat__emit_member, NULL},
    [LEAT_OP_VALUES] = {leat__emit_member, NULL},
    [LEAT_OP_UNIQUE] = {leat__emit_unique, NULL, &leat__unique_state},
    [LEAT_OP_LIMIT] = {leat__emit_limit, leat__emit_limit_step, &leat__limit_state, LEAT__NO_RUN | LEAT__NO_TICK},
    [LEAT_OP_MERGE] = {leat__emit_merge, NULL, NULL, LEAT__CONFLUENCE},
    [LEAT_OP_MERGE_ORDERED] = {leat__emit_pass, NULL, NULL, LEAT__CONFLUENCE},
    [LEAT_OP_ZIP] = {leat__emit_zip, leat__emit_zip_step, &leat__zip_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS | LEAT__NO_RUN | LEAT__NO_TICK},
    [LEAT_OP_ZIP_LONGEST] = {leat__emit_zip, leat__emit_zip_longest_step, &leat__zip_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_JOIN] = {leat__emit_join, NULL, &leat__join_state, LEAT__TWO_SIDED | LEAT__CONFLUENCE},
    [LEAT_OP_CHAIN] = {leat__emit_chain, leat__emit_chain_step, &leat__chain_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_CROSS_PRODUCT] = {leat__emit_cross, leat__emit_cross_step, &leat__cross_state,
                               LEAT__TWO_SIDED | LEAT__BOTH_ENDS | LEAT__NO_RUN | LEAT__NO_TICK},
    [LEAT_OP_JOIN_LEFT] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_JOIN_SEMI] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_ANTI_JOIN] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_FILTER_NOT_IN] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_JOIN_KEYED_SINGLETON] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_LOOKUP] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_CROSS_SINGLETON] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_FILTER_IF] = {leat__emit_gate, leat__emit_gate_step, &leat__gate_state, LEAT__TWO_SIDED | LEAT__BOTH_ENDS},
    [LEAT_OP_SORT] = {leat__emit_sort, leat__emit_sort_step, &leat__sort_state},
    [LEAT_OP_FOLD] = {leat__emit_fold, leat__emit_value_step, &leat__fold_state},
    [LEAT_OP_REDUCE] = {leat__emit_reduce, leat__emit_value_step, &leat__reduce_state},
    [LEAT_OP_COUNT] = {leat__emit_count, leat__emit_value_step, &leat__count_state},
    [LEAT_OP_SORT_BY] = {leat__emit_sort, leat__emit_sort_step, &leat__sort_state},
    [LEAT_OP_TOP_N] = {leat__emit_top_n, leat__emit_top_n_step, &leat__top_n_state},
    [LEAT_OP_MIN] = {leat__emit_extreme, leat__emit_value_step, &leat__reduce_state},
    [LEAT_OP_MAX] = {leat__emit_extreme, leat__emit_value_step, &leat__reduce_state},
    [LEAT_OP_FIRST] = {leat__emit_end, leat__emit_value_step, &leat__reduce_state},
    [LEAT_OP_LAST] = {leat__emit_end, leat__emit_value_step, &leat__reduce_state},
    [LEAT_OP_COLLECT] = {leat__emit_collect, leat__emit_value_step, &leat__collect_state},
    [LEAT_OP_DISTINCT_COUNT] = {leat__emit_distinct_count, leat__emit_value_step, &leat__distinct_count_state},
    [LEAT_OP_VALUE_COUNTS] = {leat__emit_value_counts, leat__emit_keyed_step, &leat__keyed_state, LEAT__TABLE},
    [LEAT_OP_FOLD_KEYED] = {leat__emit_keyed, leat__emit_keyed_step, &leat__keyed_state, LEAT__TABLE},
    [LEAT_OP_REDUCE_KEYED] = {leat__emit_keyed, leat__emit_keyed_step, &leat__keyed_state, LEAT__TABLE},
    [LEAT_OP_FIRST_KEYED] = {leat__emit_keyed, leat__emit_keyed_step, &leat__keyed_state, LEAT__TABLE},
    [LEAT_OP_ENTRIES] = {leat__emit_pass, NULL},
    [LEAT_OP_INTO_STREAM] = {leat__emit_pass, NULL},
    [LEAT_OP_WEAKEN_ORDER] = {leat__emit_pass, NULL},
    [LEAT_OP_WEAKEN_RETRIES] = {leat__emit_pass, NULL},
    [LEAT_OP_ASSUME_ORDERED] = {leat__emit_pass, NULL},
    [LEAT_OP_ASSUME_EXACTLY_ONCE] = {leat__emit_pass, NULL},
    [LEAT_OP_BATCH] = {leat__emit_pass, NULL},
    [LEAT_OP_SNAPSHOT] = {NULL, leat__emit_snapshot_step, &leat__snapshot_state, LEAT__READER},
    [LEAT_OP_ALL_TICKS] = {leat__emit_pass, NULL},
    [LEAT_OP_ACROSS_TICKS] = {leat__emit_across, leat__emit_across_step, &leat__across_state},
    [LEAT_OP_OPTIONAL_FIRST_TICK] = {leat__emit_first_tick, leat__emit_first_tick_step, &leat__first_tick_state, LEAT__READER},
    [LEAT_OP_SAMPLE_EVERY] = {leat__emit_timer, leat__emit_sample_step, &leat__timer_state, LEAT__READER},
    [LEAT_OP_FOR_EACH] = {leat__emit_inspect, NULL},
    [LEAT_OP_ASSERT] = {leat__emit_assert, NULL},
    [LEAT_OP_ASSERT_EQUAL] = {leat__emit_assert_equal, leat__emit_assert_step, &leat__assert_state, LEAT__NO_RUN},
    [LEAT_OP_NULL] = {leat__emit_null},
    [LEAT_OP_TO_FILE] = {leat__emit_to_file, leat__emit_to_file_step, &leat__to_file_state, LEAT__NO_RUN},
    [LEAT_OP_SEND_EXTERNAL] = {leat__emit_send_external, NULL, &leat__external_state},
    [LEAT_OP_SEND_EXTERNAL_MANY] = {leat__emit_send_external, NULL, &leat__external_state},
    [LEAT_OP_EMBED_OUTPUT] = {leat__emit_embed_output, NULL, &leat__embed_output_state},
};

/* What crosses the network or a tick has two vertices, each with a role of its own. */
static const struct leat__family roles[] = {
    [LEAT__ROLE_SEND] = {leat__emit_send, leat__emit_send_step, &leat__send_state},
    [LEAT__ROLE_RECEIVE] = {NULL, leat__emit_receive_step, &leat__receive_state, LEAT__ROOT | LEAT__NO_RUN},
    [LEAT__ROLE_DEFER] = {leat__emit_defer, NULL, &leat__defer_state},
    [LEAT__ROLE_OUTPUT] = {leat__emit_pass, NULL},
    [LEAT__ROLE_DEFERRED] = {NULL, leat__emit_deferred_step, NULL, LEAT__READER},
};

const struct leat__family *leat__family_of(const struct leat__vertex *vertex)
{
    return vertex->role == LEAT__ROLE_OPERATOR ? &operators[vertex->node->op] : &roles[vertex->role];
}

bool leat__has_trait(const struct leat__vertex *vertex, enum leat__traits trait)
{
    return (leat__family_of(vertex)->traits & trait) != 0;
}
