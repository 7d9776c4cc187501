//! Ten numbers are sent from one process to another, which prints them.

#[cfg(stageleft_runtime)]
hydro_lang::setup!();

use hydro_lang::prelude::*;

pub struct Sender {}
pub struct Receiver {}

pub fn first_ten<'a>(sender: &Process<'a, Sender>, receiver: &Process<'a, Receiver>) {
    sender
        .source_iter(q!(0..10))
        .send(receiver, TCP.fail_stop().bincode())
        .for_each(q!(|n| println!("{}", n)));
}
