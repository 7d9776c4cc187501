//! What eight vertices reach. DFIR has no cycle within a tick: what was reached goes round by ticks.

use std::collections::{HashMap, HashSet};

use dfir_rs::dfir_syntax;
use differential_dataflow::input::Input;
use differential_dataflow::operators::Iterate;
use timely::dataflow::channels::pact::Pipeline;
use timely::dataflow::operators::generic::Operator;
use timely::dataflow::operators::vec::ToStream;
use timely::dataflow::operators::{Concat, ConnectLoop, Feedback};

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_reachability_dfir_rs, over_ticks);
peer!(leat_peer_reachability_timely, on_timely);
peer!(leat_peer_reachability_differential, on_differential);

/// `struct graph_edge`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
}

fn edges_of(run: &Run) -> Vec<(u32, u32)> {
    run.input::<Edge>().iter().map(|edge| (edge.from, edge.to)).collect()
}

fn over_ticks<B: Barrier>(run: &mut Run) {
    let edges = edges_of(run);
    run.measure(
        || {
            let edges = edges.clone();
            dfir_syntax! {
                source_iter(0..8u32) -> found;
                found = union() -> unique::<'static>() -> tee();
                found -> map(|vertex: u32| (vertex, ())) -> [0]steps;
                source_iter(edges) -> [1]steps;
                steps = join_multiset::<'tick, 'static>() -> map(|(_, ((), to)): (u32, ((), u32))| to) -> defer_tick() -> found;
                found -> for_each(|vertex: u32| B::sink(u64::from(vertex)));
            }
        },
        |graph| graph.run_available_sync(),
    );
}

/// One operator that keeps both the edges and what was reached, and a loop; whichever comes first waits for the other.
fn on_timely<B: Barrier>(run: &mut Run) {
    let edges = edges_of(run);
    measure_timely(run, move |worker| {
        let edges = edges.clone();
        worker.dataflow::<u64, _, _>(|scope| {
            let (handle, again) = scope.feedback(1);
            let found = (0..8u32).to_stream(scope).container::<Vec<_>>().concat(again);
            edges
                .to_stream(scope)
                .container::<Vec<_>>()
                .binary(found, Pipeline, Pipeline, "reach", |_, _| {
                    let mut from = HashMap::<u32, Vec<u32>>::new();
                    let mut reached = HashSet::<u32>::new();
                    move |edges, found, output| {
                        edges.for_each_stamp(|capability, data| {
                            let mut session = output.session(&capability);
                            for (vertex, to) in data.flat_map(|rows| rows.drain(..)) {
                                if reached.contains(&vertex) {
                                    session.give(to);
                                }
                                from.entry(vertex).or_default().push(to);
                            }
                        });
                        found.for_each_stamp(|capability, data| {
                            let mut session = output.session(&capability);
                            for vertex in data.flat_map(|rows| rows.drain(..)) {
                                if reached.insert(vertex) {
                                    B::sink(u64::from(vertex));
                                    session.give_iterator(from.get(&vertex).into_iter().flatten().copied());
                                }
                            }
                        });
                    }
                })
                .connect_loop(handle);
        });
    });
}

fn on_differential<B: Barrier>(run: &mut Run) {
    let edges = edges_of(run);
    measure_timely(run, move |worker| {
        let edges = edges.clone();
        worker.dataflow::<u64, _, _>(|scope| {
            let (_, edges) = scope.new_collection_from(edges);
            let (_, roots) = scope.new_collection_from(0..8u32);
            roots
                .clone()
                .iterate(|inner, reached| {
                    let edges = edges.enter(inner);
                    let roots = roots.enter(inner);
                    reached.map(|vertex| (vertex, ())).join_map(edges, |_, (), to| *to).concat(roots).distinct()
                })
                .consolidate()
                .inspect(|x| B::sink(u64::from(x.0)));
        });
    });
}
