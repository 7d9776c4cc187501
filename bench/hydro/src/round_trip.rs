//! One number goes there and back, `ELEMENTS` times.

use hydro_lang::live_collections::stream::NoOrder;
use hydro_lang::prelude::*;

pub struct Here {}
pub struct There {}

pub fn round_trip<'a>(here: &Process<'a, Here>, there: &Process<'a, There>) {
    let (back, replies) = here.forward_ref::<Stream<u64, Process<'a, Here>, Unbounded, NoOrder>>();
    let first = here.source_iter(q!([0u64])).map(q!(|x| crate::report::began(x)));
    let next = replies.filter_map(q!(|x| {
        let elements = crate::report::number("ELEMENTS");

        if x + 1 == elements {
            crate::report::ended(x + 1, elements * (elements - 1) / 2);
            None
        } else {
            Some(x + 1)
        }
    }));
    let asked = next.merge_unordered(first.into()).send(there, TCP.fail_stop().bincode());

    back.complete(asked.send(here, TCP.fail_stop().bincode()));
}
