//! Elements from one process to another, which folds them; straight there, or through the members of a cluster.

use hydro_lang::prelude::*;

pub struct Sender {}
pub struct Worker {}
pub struct Receiver {}

/// `ELEMENTS` integers. The source begins in a quote, so that nothing is printed before the program runs.
pub fn integers<'a>(sender: &Process<'a, Sender>, receiver: &Process<'a, Receiver>) {
    let arrived = sender
        .source_iter(q!([()]))
        .flat_map_ordered(q!(|_| crate::report::began(0..crate::report::number("ELEMENTS"))))
        .send(receiver, TCP.fail_stop().bincode());
    let total = arrived.fold(
        q!(|| (0u64, 0u64)),
        q!(|acc, x| {
            acc.0 += 1;
            acc.1 += x;
        }),
    );

    total
        .snapshot(&receiver.tick(), nondet!(/** only the last one is printed */))
        .into_stream()
        .all_ticks()
        .for_each(q!(|(count, sum)| if count == crate::report::number("ELEMENTS") {
            crate::report::ended(count, sum)
        }));
}

/// `ELEMENTS` strings of 100 bytes each; the sum is of their lengths and first bytes.
pub fn strings<'a>(sender: &Process<'a, Sender>, receiver: &Process<'a, Receiver>) {
    let arrived = sender
        .source_iter(q!([()]))
        .flat_map_ordered(q!(|_| crate::report::began(0..crate::report::number("ELEMENTS"))))
        .map(q!(|i| String::from_utf8(vec![b'a' + (i % 26) as u8; 100]).expect("letters")))
        .send(receiver, TCP.fail_stop().bincode());
    let total = arrived.fold(
        q!(|| (0u64, 0u64)),
        q!(|acc, s| {
            acc.0 += 1;
            acc.1 += s.len() as u64 + s.as_bytes()[0] as u64;
        }),
    );

    total
        .snapshot(&receiver.tick(), nondet!(/** only the last one is printed */))
        .into_stream()
        .all_ticks()
        .for_each(q!(|(count, sum)| if count == crate::report::number("ELEMENTS") {
            crate::report::ended(count, sum)
        }));
}

/// `ELEMENTS` integers in turn to the workers, and on to the receiver.
pub fn demux<'a>(sender: &Process<'a, Sender>, workers: &Cluster<'a, Worker>, receiver: &Process<'a, Receiver>) {
    let arrived = sender
        .source_iter(q!([()]))
        .flat_map_ordered(q!(|_| crate::report::began(0..crate::report::number("ELEMENTS"))))
        .map(q!(|x| (hydro_lang::location::MemberId::from_raw_id((x % 4) as u32), x)))
        .demux(workers, TCP.fail_stop().bincode())
        .send(receiver, TCP.fail_stop().bincode())
        .values();
    let total = arrived.fold(
        q!(|| (0u64, 0u64)),
        q!(
            |acc, x| {
                acc.0 += 1;
                acc.1 += x;
            },
            commutative = manual_proof!(/** sums */)
        ),
    );

    total
        .snapshot(&receiver.tick(), nondet!(/** only the last one is printed */))
        .into_stream()
        .all_ticks()
        .for_each(q!(|(count, sum)| if count == crate::report::number("ELEMENTS") {
            crate::report::ended(count, sum)
        }));
}
