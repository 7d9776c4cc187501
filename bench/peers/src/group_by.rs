//! The sums of ten million values by key, of a thousand keys or of a million.

use std::collections::HashMap;

use dfir_rs::dfir_syntax;
use differential_dataflow::input::Input;
use timely::dataflow::channels::pact::Pipeline;
use timely::dataflow::operators::generic::Operator;
use timely::dataflow::operators::vec::ToStream;
use timely::dataflow::operators::Inspect;

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_group_by_thousand_dfir_rs, on_dfir);
peer!(leat_peer_group_by_million_dfir_rs, on_dfir);
peer!(leat_peer_group_by_thousand_timely, on_timely);
peer!(leat_peer_group_by_million_timely, on_timely);
peer!(leat_peer_group_by_thousand_differential, on_differential);
peer!(leat_peer_group_by_million_differential, on_differential);

fn on_dfir<B: Barrier>(run: &mut Run) {
    let keys = run.input::<u64>();
    run.measure(
        || {
            dfir_syntax! {
                source_iter(keys.iter().enumerate().map(|(i, key)| (*key, i as u64)))
                    -> fold_keyed(|| 0u64, |sum: &mut u64, value: u64| *sum = sum.wrapping_add(value))
                    -> for_each(|(key, sum): (u64, u64)| B::sink((key * 31).wrapping_add(sum)));
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn on_timely<B: Barrier>(run: &mut Run) {
    let keys = run.input::<u64>();
    measure_timely(run, move |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            keys.iter()
                .enumerate()
                .map(|(i, key)| (*key, i as u64))
                .to_stream(scope)
                .unary_frontier(Pipeline, "sums", |capability, _| {
                    let mut capability = Some(capability);
                    let mut sums = HashMap::<u64, u64>::new();
                    move |(input, frontier), output| {
                        input.for_each_stamp(|_, data| {
                            for (key, value) in data.flat_map(|rows| rows.drain(..)) {
                                let sum = sums.entry(key).or_default();
                                *sum = sum.wrapping_add(value);
                            }
                        });
                        if frontier.is_empty() {
                            if let Some(capability) = capability.take() {
                                output
                                    .session(&capability)
                                    .give_iterator(sums.drain().map(|(key, sum)| (key * 31).wrapping_add(sum)));
                            }
                        }
                    }
                })
                .container::<Vec<u64>>()
                .inspect(|x| B::sink(*x));
        });
    });
}

/// The sum is the difference that it accumulates.
fn on_differential<B: Barrier>(run: &mut Run) {
    let keys = run.input::<u64>();
    measure_timely(run, move |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let (_, rows) = scope.new_collection_from(keys.iter().enumerate().map(|(i, key)| (*key, i as u64)));
            rows.explode(|(key, value)| Some((key, value as isize)))
                .count()
                .inspect(|x| B::sink((x.0 .0 * 31).wrapping_add(x.0 .1 as u64)));
        });
    });
}
