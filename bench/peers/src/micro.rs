//! DFIR's own micro-benchmarks of single operators, over a few thousand numbers.

use dfir_rs::dfir_syntax;

use crate::{peer, Barrier, Run};

peer!(leat_peer_micro_identity_dfir_rs, identity);
peer!(leat_peer_micro_map_dfir_rs, map);
peer!(leat_peer_micro_flat_map_dfir_rs, flat_map);
peer!(leat_peer_micro_flat_map_range_dfir_rs, flat_map_range);
peer!(leat_peer_micro_union_dfir_rs, union_of_two);
peer!(leat_peer_micro_tee_dfir_rs, tee);
peer!(leat_peer_micro_unique_dfir_rs, unique);
peer!(leat_peer_micro_difference_dfir_rs, difference);
peer!(leat_peer_micro_anti_join_dfir_rs, anti_join);
peer!(leat_peer_micro_fold_dfir_rs, fold);
peer!(leat_peer_micro_fold_keyed_dfir_rs, fold_keyed);
peer!(leat_peer_micro_fold_keyed_more_dfir_rs, fold_keyed_more);
peer!(leat_peer_micro_sort_dfir_rs, sort);
peer!(leat_peer_micro_cross_join_set_dfir_rs, cross_join_set);
peer!(leat_peer_micro_cross_join_multiset_dfir_rs, cross_join_multiset);
peer!(leat_peer_micro_next_tick_dfir_rs, next_tick);

const NUMBERS: usize = 10_000;

/// The first `count` numbers of the input `which`, as micro_input() has them.
fn numbers(run: &Run, which: usize, count: usize) -> Vec<u64> {
    run.input::<u64>()[which * NUMBERS..][..count].to_vec()
}

/// `one_input!(run, numbers; operators)`: what the numbers go through.
macro_rules! one_input {
    ($run:ident, $count:expr; $($operators:tt)*) => {{
        let input = numbers($run, 0, $count);
        $run.measure(
            || {
                let input = input.clone();
                dfir_syntax! { source_iter(input) $($operators)*; }
            },
            |graph| graph.run_available_sync(),
        );
    }};
}

fn identity<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> identity() -> for_each(B::sink))
}

fn map<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> map(|x| x + 1) -> for_each(B::sink))
}

fn flat_map<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> flat_map(|x| [x]) -> for_each(B::sink))
}

fn flat_map_range<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> flat_map(|x| 0..x) -> for_each(B::sink))
}

fn unique<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> unique() -> for_each(B::sink))
}

fn fold<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> fold::<'tick>(|| 0u64, |sum: &mut u64, x: u64| *sum += x) -> for_each(B::sink))
}

fn sort<B: Barrier>(run: &mut Run) {
    one_input!(run, NUMBERS; -> sort() -> for_each(B::sink))
}

fn tee<B: Barrier>(run: &mut Run) {
    let input = numbers(run, 0, NUMBERS);
    run.measure(
        || {
            let input = input.clone();
            dfir_syntax! {
                both = source_iter(input) -> tee();
                both -> for_each(B::sink);
                both -> for_each(B::sink);
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn union_of_two<B: Barrier>(run: &mut Run) {
    let (first, second) = (numbers(run, 0, NUMBERS), numbers(run, 1, NUMBERS));
    run.measure(
        || {
            let (first, second) = (first.clone(), second.clone());
            dfir_syntax! {
                all = union() -> for_each(B::sink);
                source_iter(first) -> all;
                source_iter(second) -> all;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn difference<B: Barrier>(run: &mut Run) {
    let (input, others) = (numbers(run, 0, NUMBERS), numbers(run, 2, NUMBERS));
    run.measure(
        || {
            let (input, others) = (input.clone(), others.clone());
            dfir_syntax! {
                left = difference() -> for_each(B::sink);
                source_iter(input) -> [pos]left;
                source_iter(others) -> [neg]left;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn anti_join<B: Barrier>(run: &mut Run) {
    let rows: Vec<(u64, u64)> = numbers(run, 0, 1000).into_iter().map(|x| (x, x)).collect();
    let others = numbers(run, 2, 1000);
    run.measure(
        || {
            let (rows, others) = (rows.clone(), others.clone());
            dfir_syntax! {
                left = anti_join() -> for_each(|(key, value): (u64, u64)| B::sink(key << 32 | value));
                source_iter(rows) -> [pos]left;
                source_iter(others) -> [neg]left;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn sums<B: Barrier>(run: &mut Run, rows: Vec<(u64, u64)>) {
    run.measure(
        || {
            let rows = rows.clone();
            dfir_syntax! {
                source_iter(rows)
                    -> fold_keyed::<'tick>(|| 0u64, |sum: &mut u64, value: u64| *sum += value)
                    -> for_each(|(key, sum): (u64, u64)| B::sink(key << 32 | sum));
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn fold_keyed<B: Barrier>(run: &mut Run) {
    let rows = numbers(run, 0, 1000).into_iter().zip(numbers(run, 1, 1000)).collect();
    sums::<B>(run, rows);
}

fn fold_keyed_more<B: Barrier>(run: &mut Run) {
    let keys = numbers(run, 0, NUMBERS).into_iter().enumerate().map(|(i, x)| x + 100 * (i as u64 % 10));
    let rows = keys.zip(numbers(run, 1, NUMBERS)).collect();
    sums::<B>(run, rows);
}

fn cross_join_set<B: Barrier>(run: &mut Run) {
    let (first, second) = (numbers(run, 0, 1000), numbers(run, 1, 1000));
    run.measure(
        || {
            let (first, second) = (first.clone(), second.clone());
            dfir_syntax! {
                pairs = cross_join() -> for_each(|(x, y): (u64, u64)| B::sink(x << 32 | y));
                source_iter(first) -> [0]pairs;
                source_iter(second) -> [1]pairs;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn cross_join_multiset<B: Barrier>(run: &mut Run) {
    let (first, second) = (numbers(run, 0, 3000), numbers(run, 1, 3000));
    run.measure(
        || {
            let (first, second) = (first.clone(), second.clone());
            dfir_syntax! {
                pairs = cross_join_multiset() -> for_each(|(x, y): (u64, u64)| B::sink(x << 32 | y));
                source_iter(first) -> [0]pairs;
                source_iter(second) -> [1]pairs;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

/// Ten ticks later: each of them has to be run.
fn next_tick<B: Barrier>(run: &mut Run) {
    let input = numbers(run, 0, 1024);
    run.measure(
        || {
            let input = input.clone();
            dfir_syntax! {
                source_iter(input)
                    -> map(B::pass) -> defer_tick() -> map(B::pass) -> defer_tick()
                    -> map(B::pass) -> defer_tick() -> map(B::pass) -> defer_tick()
                    -> map(B::pass) -> defer_tick() -> map(B::pass) -> defer_tick()
                    -> map(B::pass) -> defer_tick() -> map(B::pass) -> defer_tick()
                    -> map(B::pass) -> defer_tick() -> map(B::pass) -> defer_tick()
                    -> for_each(B::sink);
            }
        },
        |graph| {
            for _ in 0..11 {
                graph.run_tick_sync();
            }
        },
    );
}
