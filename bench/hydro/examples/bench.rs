//! Deploys one of the programs on this machine, in release, and runs it until it has said `ended` as often as it will.
//!
//!     bench integers|strings|demux|round_trip|word_count|two_phase_commit [CLIENTS]
//!
//! ELEMENTS, TEXT, WORDS, VIRTUAL and TRANSACTIONS are handed on to the processes.

use std::sync::Arc;

use hydro_deploy::{Deployment, Host};
use hydro_lang::deploy::{DeployCrateWrapper, TrybuildHost};
use hydro_lang::prelude::*;
use leat_bench_hydro::{channel, round_trip, two_phase_commit, word_count};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

fn on(host: &Arc<dyn Host>) -> TrybuildHost {
    ["ELEMENTS", "TEXT", "WORDS", "VIRTUAL", "TRANSACTIONS"].iter().fold(
        TrybuildHost::new(host.clone())
            .rustflags("-C opt-level=3 -C codegen-units=1")
            .profile("release"),
        |host, name| match std::env::var(name) {
            Ok(value) => host.env(*name, value),
            Err(_) => host,
        },
    )
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let clients: usize = arguments.get(2).map_or(1, |n| n.parse().expect("how many clients"));
    let mut deployment = Deployment::new();
    let host: Arc<dyn Host> = deployment.Localhost();
    let mut flow = FlowBuilder::new();
    let mut outputs: Vec<UnboundedReceiver<String>> = Vec::new();
    let mut ends = 1;

    // Deployed processes live as long as the result of deploy().
    let _nodes = match arguments[1].as_str() {
        name @ ("integers" | "strings") => {
            let (sender, receiver) = (flow.process(), flow.process());

            if name == "integers" {
                channel::integers(&sender, &receiver);
            } else {
                channel::strings(&sender, &receiver);
            }
            let nodes = flow
                .with_process(&sender, on(&host))
                .with_process(&receiver, on(&host))
                .deploy(&mut deployment);
            deployment.deploy().await.unwrap();
            outputs.push(nodes.get_process(&sender).stdout());
            outputs.push(nodes.get_process(&receiver).stdout());
            nodes
        }
        "demux" => {
            let (sender, workers, receiver) = (flow.process(), flow.cluster(), flow.process());

            channel::demux(&sender, &workers, &receiver);
            let nodes = flow
                .with_process(&sender, on(&host))
                .with_cluster(&workers, (0..4).map(|_| on(&host)).collect::<Vec<_>>())
                .with_process(&receiver, on(&host))
                .deploy(&mut deployment);
            deployment.deploy().await.unwrap();
            outputs.push(nodes.get_process(&sender).stdout());
            outputs.push(nodes.get_process(&receiver).stdout());
            nodes
        }
        "round_trip" => {
            let (here, there) = (flow.process(), flow.process());

            round_trip::round_trip(&here, &there);
            let nodes = flow
                .with_process(&here, on(&host))
                .with_process(&there, on(&host))
                .deploy(&mut deployment);
            deployment.deploy().await.unwrap();
            outputs.push(nodes.get_process(&here).stdout());
            nodes
        }
        "word_count" => {
            let (leader, workers, reducer) = (flow.process(), flow.cluster(), flow.process());

            word_count::word_count(&leader, &workers, &reducer);
            let nodes = flow
                .with_process(&leader, on(&host))
                .with_cluster(&workers, (0..4).map(|_| on(&host)).collect::<Vec<_>>())
                .with_process(&reducer, on(&host))
                .deploy(&mut deployment);
            deployment.deploy().await.unwrap();
            outputs.push(nodes.get_process(&leader).stdout());
            outputs.push(nodes.get_process(&reducer).stdout());
            nodes
        }
        "two_phase_commit" => {
            let (members, coordinator, participants) = (flow.cluster(), flow.process(), flow.cluster());

            two_phase_commit::two_phase_commit(&members, &coordinator, &participants);
            let nodes = flow
                .with_cluster(&members, (0..clients).map(|_| on(&host)).collect::<Vec<_>>())
                .with_process(&coordinator, on(&host))
                .with_cluster(&participants, (0..3).map(|_| on(&host)).collect::<Vec<_>>())
                .deploy(&mut deployment);
            deployment.deploy().await.unwrap();
            for member in nodes.get_cluster(&members).members() {
                outputs.push(member.stdout());
            }
            ends = clients;
            nodes
        }
        other => panic!("there is no program {other}"),
    };

    let (lines, mut all) = unbounded_channel();
    for mut output in outputs {
        let lines = lines.clone();

        tokio::spawn(async move {
            while let Some(line) = output.recv().await {
                let _ = lines.send(line);
            }
        });
    }
    drop(lines);
    deployment.start().await.unwrap();
    // Each end is told by its `sum`, the last line of report::ended.
    while ends > 0 {
        let line = all.recv().await.expect("a process has ended early");

        println!("{line}");
        ends -= line.starts_with("sum ") as usize;
    }
    deployment.stop().await.unwrap();
}
