//! A million integers, each to twenty sinks.

use dfir_rs::dfir_syntax;
use timely::dataflow::operators::vec::{Map, ToStream};

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_fan_out_dfir_rs, on_dfir);
peer!(leat_peer_fan_out_timely, on_timely);

fn on_dfir<B: Barrier>(run: &mut Run) {
    run.measure(
        || {
            dfir_syntax! {
                numbers = source_iter(0..1_000_000u64) -> tee();
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
                numbers -> for_each(B::sink);
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn on_timely<B: Barrier>(run: &mut Run) {
    measure_timely(run, |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let numbers = (0..1_000_000u64).to_stream(scope);
            for _ in 0..20 {
                numbers.clone().map(B::sink);
            }
        });
    });
}
