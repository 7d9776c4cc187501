//! Twenty sources of a million integers each, merged into one stream.

use dfir_rs::dfir_syntax;
use timely::dataflow::operators::vec::ToStream;
use timely::dataflow::operators::{Concatenate, Inspect};

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_fan_in_dfir_rs, on_dfir);
peer!(leat_peer_fan_in_timely, on_timely);

fn on_dfir<B: Barrier>(run: &mut Run) {
    run.measure(
        || {
            dfir_syntax! {
                all = union() -> for_each(B::sink);
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
                source_iter(0..1_000_000u64) -> all;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn on_timely<B: Barrier>(run: &mut Run) {
    measure_timely(run, |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let sources: Vec<_> = (0..20).map(|_| (0..1_000_000u64).to_stream(scope)).collect();
            scope.concatenate(sources).inspect(|v| B::sink(*v));
        });
    });
}
