//! Ten numbers, printed by a graph of dfir_rs.

use dfir_rs::dfir_syntax;

fn main() {
    let mut graph = dfir_syntax! {
        source_iter(0..10) -> for_each(|n| println!("{}", n));
    };

    graph.run_available_sync();
}
