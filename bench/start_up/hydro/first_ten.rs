//! Deploys `first_ten` on this machine, as it is built by default (`dev`), and ends when ten numbers have come.

use hydro_deploy::Deployment;
use hydro_lang::deploy::DeployCrateWrapper;
use hydro_lang::prelude::*;
use leat_bench_hydro::first_ten;

#[tokio::main]
async fn main() {
    let mut deployment = Deployment::new();
    let mut flow = FlowBuilder::new();
    let (sender, receiver) = (flow.process(), flow.process());

    first_ten(&sender, &receiver);
    // Deployed processes live as long as this.
    let nodes = flow
        .with_process(&sender, deployment.Localhost())
        .with_process(&receiver, deployment.Localhost())
        .deploy(&mut deployment);
    deployment.deploy().await.unwrap();
    let mut output = nodes.get_process(&receiver).stdout();
    deployment.start().await.unwrap();
    for _ in 0..10 {
        println!("{}", output.recv().await.expect("a process has ended early"));
    }
    deployment.stop().await.unwrap();
}
