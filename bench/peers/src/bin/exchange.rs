//! What timely's own example `exchange` does, by two processes, that say what came to them and when:
//!
//!     exchange BATCH ROUNDS
//!
//! In each round each worker sends the numbers below BATCH, each to the worker that it names by its remainder, and waits until the
//! round is over for all. The program starts itself twice, with two addresses that are free.

use std::cell::Cell;
use std::net::TcpListener;
use std::process::{exit, Command};
use std::rc::Rc;

use timely::dataflow::operators::{Exchange, Input, Inspect, Probe};
use timely::dataflow::InputHandle;
use timely::{CommunicationConfig, Config, WorkerConfig};

fn steady_clock() -> i64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: it only fills in what it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut now) };
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}

fn start(arguments: &[String]) -> bool {
    let listeners: Vec<_> = (0..2).map(|_| TcpListener::bind("127.0.0.1:0").expect("no free port")).collect();
    let addresses: Vec<_> = listeners.iter().map(|l| l.local_addr().expect("no address").to_string()).collect();
    drop(listeners);
    let children: Vec<_> = (0..2)
        .map(|process| {
            Command::new(std::env::current_exe().expect("no name"))
                .args(arguments)
                .arg(process.to_string())
                .args(&addresses)
                .spawn()
                .expect("cannot be started")
        })
        .collect();
    children.into_iter().fold(true, |well, mut child| child.wait().is_ok_and(|status| status.success()) && well)
}

fn work(batch: u64, rounds: u64, process: usize, addresses: Vec<String>) {
    let communication = CommunicationConfig::Cluster { threads: 1, process, addresses, report: false, zerocopy: false };
    let config = Config { communication, worker: WorkerConfig::default() };
    let guards = timely::execute(config, move |worker| {
        let count = Rc::new(Cell::new(0u64));
        let sum = Rc::new(Cell::new(0u64));
        let (counted, added) = (count.clone(), sum.clone());
        let mut input = InputHandle::new();
        let probe = worker.dataflow::<u64, _, _>(|scope| {
            scope
                .input_from(&mut input)
                .container::<Vec<u64>>()
                .exchange(|x| *x)
                .inspect_core(move |event| {
                    if let Ok((_, data)) = event {
                        counted.set(counted.get() + data.len() as u64);
                        added.set(added.get() + data.iter().sum::<u64>());
                    }
                })
                .probe()
                .0
        });

        println!("began {}", steady_clock());
        for round in 0..rounds {
            for x in 0..batch {
                input.send(x);
            }
            input.advance_to(round + 1);
            while probe.less_than(input.time()) {
                worker.step_or_park(None);
            }
        }
        println!("ended {}\ncount {}\nsum {}", steady_clock(), count.get(), sum.get());
    });
    drop(guards.expect("it cannot run"));
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [_, _] => exit(i32::from(!start(&arguments))),
        [batch, rounds, process, addresses @ ..] if addresses.len() == 2 => work(
            batch.parse().expect("BATCH"),
            rounds.parse().expect("ROUNDS"),
            process.parse().expect("PROCESS"),
            addresses.to_vec(),
        ),
        _ => exit(2),
    }
}
