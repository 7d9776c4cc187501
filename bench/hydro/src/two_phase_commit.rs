//! Two-phase commit under closed-loop clients: each virtual client has one transaction under way, and `TRANSACTIONS`
//! in all. A transaction is known by its client's member, its virtual client, and its number.

use hydro_lang::live_collections::stream::NoOrder;
use hydro_lang::location::MemberId;
use hydro_lang::prelude::*;
use hydro_std::bench_client::bench_client;
use hydro_std::quorum::collect_quorum;

pub struct Client {}
pub struct Coordinator {}
pub struct Participant {}

/// Asks all participants, and gives what all of them have answered.
fn all_answer<'a, T>(
    asked: Stream<T, Process<'a, Coordinator>, Unbounded, NoOrder>,
    coordinator: &Process<'a, Coordinator>,
    participants: &Cluster<'a, Participant>,
) -> Stream<T, Process<'a, Coordinator>, Unbounded, NoOrder>
where
    T: Clone + Eq + std::hash::Hash + serde::Serialize + serde::de::DeserializeOwned + 'a,
{
    let answers = asked
        .broadcast(participants, TCP.fail_stop().bincode(), nondet!(/** the members stay */))
        .map(q!(|t| (t, Ok::<(), ()>(()))))
        .send(coordinator, TCP.fail_stop().bincode())
        .values();

    collect_quorum(answers, 3, 3).0
}

pub fn two_phase_commit<'a>(
    clients: &Cluster<'a, Client>,
    coordinator: &Process<'a, Coordinator>,
    participants: &Cluster<'a, Participant>,
) {
    let done = bench_client(
        clients,
        clients.singleton(q!(crate::report::number("VIRTUAL") as usize)),
        |before| {
            before.filter_map(q!(|n| match n {
                None => Some(0u32),
                Some(n) if n + 1 < crate::report::number("TRANSACTIONS") as u32 => Some(n + 1),
                _ => None,
            }))
        },
        |requests| {
            let asked = requests
                .entries()
                .send(coordinator, TCP.fail_stop().bincode())
                .entries()
                .map(q!(|(client, (virtual_client, n))| (client, virtual_client, n)));
            let prepared = all_answer(asked, coordinator, participants);
            let committed = all_answer(prepared, coordinator, participants);

            committed
                .map(q!(|(client, virtual_client, n): (MemberId<Client>, u32, u32)| (client, (virtual_client, n))))
                .demux(clients, TCP.fail_stop().bincode())
                .into_keyed()
        },
    );

    let total = done.values().fold(
        q!(|| (0u64, 0u64, 0u64, crate::report::now())),
        q!(
            |acc, (n, latency)| {
                acc.0 += 1;
                acc.1 += n as u64;
                acc.2 += latency.as_nanos() as u64;
            },
            commutative = manual_proof!(/** sums */)
        ),
    );

    total
        .snapshot(&clients.tick(), nondet!(/** only the last one is printed */))
        .into_stream()
        .all_ticks()
        .for_each(q!(|(count, sum, latency, began)| {
            if count == crate::report::number("VIRTUAL") * crate::report::number("TRANSACTIONS") {
                println!("began {began}\nlatency {}", latency / count);
                crate::report::ended(count, sum);
            }
        }));
}
