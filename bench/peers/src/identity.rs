//! Twenty maps over a million integers that change nothing, each behind a barrier.

use dfir_rs::dfir_syntax;
use timely::dataflow::operators::vec::{Map, ToStream};
use timely::dataflow::operators::Inspect;

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_identity_dfir_rs, on_dfir);
peer!(leat_peer_identity_timely, on_timely);

fn on_dfir<B: Barrier>(run: &mut Run) {
    run.measure(
        || {
            dfir_syntax! {
                source_iter(0..1_000_000u64)
                    -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass)
                    -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass)
                    -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass)
                    -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass) -> map(B::pass)
                    -> for_each(B::sink);
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn on_timely<B: Barrier>(run: &mut Run) {
    measure_timely(run, |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let mut x = (0..1_000_000u64).to_stream(scope);
            for _ in 0..20 {
                x = x.map(B::pass);
            }
            x.inspect(|v| B::sink(*v));
        });
    });
}
