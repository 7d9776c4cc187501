//! What eight vertices reach. DFIR has no cycle within a tick: what was reached goes round by ticks.

use dfir_rs::dfir_syntax;

use crate::{peer, Barrier, Run};

peer!(leat_peer_reachability_dfir_rs, over_ticks);

/// `struct graph_edge`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Edge {
    from: u32,
    to: u32,
}

fn over_ticks<B: Barrier>(run: &mut Run) {
    let edges: Vec<(u32, u32)> = run.input::<Edge>().iter().map(|edge| (edge.from, edge.to)).collect();
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
