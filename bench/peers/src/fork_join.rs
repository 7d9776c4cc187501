//! Twenty stages, each of which splits a stream into even and odd numbers and merges them again.

use dfir_rs::dfir_syntax;
use timely::dataflow::operators::vec::{Filter, ToStream};
use timely::dataflow::operators::{Concat, Inspect};

use crate::{measure_timely, peer, Barrier, Run};

peer!(leat_peer_fork_join_dfir_rs, on_dfir);
peer!(leat_peer_fork_join_timely, on_timely);

fn on_dfir<B: Barrier>(run: &mut Run) {
    run.measure(
        || {
            dfir_syntax! {
                s0 = source_iter(0..100_000u64) -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd });
                s1 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s0[even] -> s1; s0[odd] -> s1;
                s2 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s1[even] -> s2; s1[odd] -> s2;
                s3 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s2[even] -> s3; s2[odd] -> s3;
                s4 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s3[even] -> s4; s3[odd] -> s4;
                s5 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s4[even] -> s5; s4[odd] -> s5;
                s6 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s5[even] -> s6; s5[odd] -> s6;
                s7 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s6[even] -> s7; s6[odd] -> s7;
                s8 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s7[even] -> s8; s7[odd] -> s8;
                s9 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s8[even] -> s9; s8[odd] -> s9;
                s10 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s9[even] -> s10; s9[odd] -> s10;
                s11 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s10[even] -> s11; s10[odd] -> s11;
                s12 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s11[even] -> s12; s11[odd] -> s12;
                s13 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s12[even] -> s13; s12[odd] -> s13;
                s14 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s13[even] -> s14; s13[odd] -> s14;
                s15 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s14[even] -> s15; s14[odd] -> s15;
                s16 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s15[even] -> s16; s15[odd] -> s16;
                s17 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s16[even] -> s17; s16[odd] -> s17;
                s18 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s17[even] -> s18; s17[odd] -> s18;
                s19 = union() -> partition(|v: &u64, [even, odd]| if v % 2 == 0 { even } else { odd }); s18[even] -> s19; s18[odd] -> s19;
                s20 = union() -> for_each(B::sink); s19[even] -> s20; s19[odd] -> s20;
            }
        },
        |graph| graph.run_available_sync(),
    );
}

fn on_timely<B: Barrier>(run: &mut Run) {
    measure_timely(run, |worker| {
        worker.dataflow::<u64, _, _>(|scope| {
            let mut x = (0..100_000u64).to_stream(scope);
            for _ in 0..20 {
                let even = x.clone().filter(|v| v % 2 == 0);
                let odd = x.filter(|v| v % 2 == 1);
                x = even.concat(odd);
            }
            x.inspect(|v| B::sink(*v));
        });
    });
}
