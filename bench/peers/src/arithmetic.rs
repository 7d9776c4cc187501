//! Twenty maps over a million integers.

use dfir_rs::dfir_syntax;
use timely::dataflow::operators::vec::{Map, ToStream};
use timely::dataflow::operators::Inspect;

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_arithmetic_folded_dfir_rs, folded_dfir);
peer!(leat_peer_arithmetic_folded_timely, folded_timely);
peer!(leat_peer_arithmetic_opaque_dfir_rs, opaque_dfir);
peer!(leat_peer_arithmetic_opaque_timely, opaque_timely);

/// x + 1, by an addend that the compiler does not know.
fn plus_one(x: u64) -> u64 {
    use crate::Register as R;
    R::pass(x) + R::pass(1)
}

fn folded_dfir<B: Barrier>(run: &mut Run) {
    run.measure(
        || {
            dfir_syntax! {
                source_iter(0..1_000_000u64)
                    -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1)
                    -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1)
                    -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1)
                    -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1) -> map(|x| x + 1)
                    -> for_each(B::sink);
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn opaque_dfir<B: Barrier>(run: &mut Run) {
    run.measure(
        || {
            dfir_syntax! {
                source_iter(0..1_000_000u64)
                    -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one)
                    -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one)
                    -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one)
                    -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one) -> map(plus_one)
                    -> for_each(B::sink);
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn folded_timely<B: Barrier>(run: &mut Run) {
    measure_timely(run, |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let mut x = (0..1_000_000u64).to_stream(scope);
            for _ in 0..20 {
                x = x.map(|v| v + 1);
            }
            x.inspect(|v| B::sink(*v));
        });
    });
}

fn opaque_timely<B: Barrier>(run: &mut Run) {
    measure_timely(run, |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let mut x = (0..1_000_000u64).to_stream(scope);
            for _ in 0..20 {
                x = x.map(plus_one);
            }
            x.inspect(|v| B::sink(*v));
        });
    });
}
