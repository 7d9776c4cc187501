//! Joins: of a million rows on each side, symmetric or one side first; and DFIR's symmetric hash joins of small sides.

use std::collections::HashMap;

use dfir_rs::dfir_syntax;
use differential_dataflow::input::Input;
use timely::dataflow::channels::pact::Pipeline;
use timely::dataflow::operators::generic::Operator;
use timely::dataflow::operators::vec::ToStream;
use timely::dataflow::operators::Inspect;

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_join_symmetric_dfir_rs, symmetric_on_dfir);
peer!(leat_peer_join_symmetric_timely, symmetric_on_timely);
peer!(leat_peer_join_symmetric_differential, symmetric_on_differential);
peer!(leat_peer_join_symmetric_std, on_std);
peer!(leat_peer_join_build_then_probe_dfir_rs, half_on_dfir);
peer!(leat_peer_join_build_then_probe_std, on_std);
peer!(leat_peer_hash_join_no_match_dfir_rs, set_on_dfir);
peer!(leat_peer_hash_join_other_values_dfir_rs, set_on_dfir);
peer!(leat_peer_hash_join_same_values_dfir_rs, set_on_dfir);
peer!(leat_peer_hash_join_zipf_low_dfir_rs, set_on_dfir);
peer!(leat_peer_hash_join_zipf_high_dfir_rs, set_on_dfir);

type Row = (u64, u64);

/// The left side and the right one: `struct join_row` is a key and a value.
fn sides(run: &Run) -> (Vec<Row>, Vec<Row>) {
    let rows: Vec<Row> = run.input::<[u64; 2]>().iter().map(|row| (row[0], row[1])).collect();
    let (left, right) = rows.split_at(rows.len() / 2);
    (left.to_vec(), right.to_vec())
}

fn symmetric_on_dfir<B: Barrier>(run: &mut Run) {
    let (left, right) = sides(run);
    run.measure(
        || {
            let (left, right) = (left.clone(), right.clone());
            dfir_syntax! {
                both = join_multiset() -> for_each(|(_, (l, r)): (u64, (u64, u64))| B::sink(l + 2 * r));
                source_iter(left) -> [0]both;
                source_iter(right) -> [1]both;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

/// Rows are sets: what DFIR's own benchmark measures.
fn set_on_dfir<B: Barrier>(run: &mut Run) {
    let (left, right) = sides(run);
    run.measure(
        || {
            let (left, right) = (left.clone(), right.clone());
            dfir_syntax! {
                both = join() -> for_each(|(_, (l, r)): (u64, (u64, u64))| B::sink(l + 2 * r));
                source_iter(left) -> [0]both;
                source_iter(right) -> [1]both;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn half_on_dfir<B: Barrier>(run: &mut Run) {
    let (left, right) = sides(run);
    run.measure(
        || {
            let (left, right) = (left.clone(), right.clone());
            dfir_syntax! {
                both = join_multiset_half() -> for_each(|(_, (l, r)): (u64, (u64, u64))| B::sink(l + 2 * r));
                source_iter(right) -> [build]both;
                source_iter(left) -> [probe]both;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn symmetric_on_timely<B: Barrier>(run: &mut Run) {
    let (left, right) = sides(run);
    measure_timely(run, move |worker| {
        let (left, right) = (left.clone(), right.clone());
        worker.dataflow::<u64, _, _>(|scope| {
            let left = left.to_stream(scope);
            let right = right.to_stream(scope);
            left.binary(right, Pipeline, Pipeline, "join", |_, _| {
                let mut lefts = HashMap::<u64, Vec<u64>>::new();
                let mut rights = HashMap::<u64, Vec<u64>>::new();
                move |from_left, from_right, output| {
                    from_left.for_each_stamp(|capability, data| {
                        let mut session = output.session(&capability);
                        for (key, l) in data.flat_map(|rows| rows.drain(..)) {
                            for r in rights.get(&key).into_iter().flatten() {
                                session.give(l + 2 * r);
                            }
                            lefts.entry(key).or_default().push(l);
                        }
                    });
                    from_right.for_each_stamp(|capability, data| {
                        let mut session = output.session(&capability);
                        for (key, r) in data.flat_map(|rows| rows.drain(..)) {
                            for l in lefts.get(&key).into_iter().flatten() {
                                session.give(l + 2 * r);
                            }
                            rights.entry(key).or_default().push(r);
                        }
                    });
                }
            })
            .container::<Vec<u64>>()
            .inspect(|x| B::sink(*x));
        });
    });
}

fn symmetric_on_differential<B: Barrier>(run: &mut Run) {
    let (left, right) = sides(run);
    measure_timely(run, move |worker| {
        let (left, right) = (left.clone(), right.clone());
        worker.dataflow::<u64, _, _>(|scope| {
            let (_, left) = scope.new_collection_from(left);
            let (_, right) = scope.new_collection_from(right);
            left.join_map(right, |_, l, r| l + 2 * r).inspect(|x| B::sink(x.0));
        });
    });
}

/// By hand: a `HashMap` of the right side.
fn on_std<B: Barrier>(run: &mut Run) {
    let (left, right) = sides(run);
    run.measure(
        || (),
        |()| {
            let mut rights = HashMap::new();
            for (key, r) in &right {
                rights.insert(*key, *r);
            }
            for (key, l) in &left {
                if let Some(r) = rights.get(key) {
                    B::sink(l + 2 * r);
                }
            }
        },
    );
}
