//! Peers in Rust of the workloads in `bench/`, one file for each. `bench/lib/peer.h` is what they have to do with C.
//!
//! A peer is written once, for every [`Barrier`], and exported by [`peer!`].

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

mod arithmetic;
mod fan_in;
mod fan_out;
mod fork_join;
mod group_by;
mod identity;
mod join;
mod micro;
mod reachability;
mod words;

/// `struct bench_run`.
#[repr(C)]
pub struct Run {
    pub input: *const std::ffi::c_void,
    pub count: usize,
    pub repeat: u32,
    pub barrier: u32,
    pub cpu_time: extern "C" fn() -> f64,
    pub seconds: f64,
    pub seen: u64,
    pub sum: u64,
}

impl Run {
    /// What `bench_input` gave, where it is an array of `T`.
    pub fn input<T>(&self) -> &'static [T] {
        // SAFETY: the program that calls keeps its input as long as it lives.
        unsafe { std::slice::from_raw_parts(self.input.cast(), self.count) }
    }

    /// Makes `repeat` graphs, a few at a time, runs each, and takes them down; only the running is timed.
    pub fn measure<G>(&mut self, mut make: impl FnMut() -> G, mut run: impl FnMut(&mut G)) {
        const AT_A_TIME: u32 = 8; // as in peer.h
        let mut left = self.repeat;
        self.seconds = 0.0;
        while left > 0 {
            let some = left.min(AT_A_TIME);
            let mut graphs: Vec<G> = (0..some).map(|_| make()).collect();
            let start = (self.cpu_time)();
            graphs.iter_mut().for_each(&mut run);
            self.seconds += (self.cpu_time)() - start;
            left -= some;
        }
    }
}

/// What keeps the compiler from folding, and what the sinks do: as in `bench/lib/ops.h`.
pub trait Barrier: Copy + 'static {
    /// What comes is what went in, but the compiler knows nothing of it.
    fn pass(x: u64) -> u64;

    fn sink(x: u64) {
        Self::pass(x);
    }

    fn sink_bytes(bytes: &[u8]) {
        std::hint::black_box(bytes);
    }
}

#[derive(Clone, Copy)]
pub struct Register;

impl Barrier for Register {
    #[inline(always)]
    fn pass(mut x: u64) -> u64 {
        // SAFETY: no instruction at all.
        unsafe { std::arch::asm!("/* {0} */", inout(reg) x, options(nomem, nostack, preserves_flags)) };
        x
    }
}

#[derive(Clone, Copy)]
pub struct Stored;

impl Barrier for Stored {
    #[inline(always)]
    fn pass(x: u64) -> u64 {
        std::hint::black_box(x)
    }
}

#[derive(Clone, Copy)]
pub struct Checked;

static SEEN: AtomicU64 = AtomicU64::new(0);
static SUM: AtomicU64 = AtomicU64::new(0);

impl Barrier for Checked {
    fn pass(x: u64) -> u64 {
        x
    }

    fn sink(x: u64) {
        let mixed = x.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        SEEN.fetch_add(1, Relaxed);
        SUM.fetch_add(mixed ^ mixed >> 29, Relaxed);
    }

    fn sink_bytes(bytes: &[u8]) {
        Self::sink(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
        }));
    }
}

pub fn start_checking() {
    SEEN.store(0, Relaxed);
    SUM.store(0, Relaxed);
}

pub fn finish_checking(run: &mut Run) {
    run.seen = SEEN.load(Relaxed);
    run.sum = SUM.load(Relaxed);
}

/// `peer!(leat_peer_WORKLOAD_PEER, function)`: exports `fn function<B: Barrier>(run: &mut Run)`, which calls [`Run::measure`].
#[macro_export]
macro_rules! peer {
    ($name:ident, $function:ident) => {
        /// # Safety
        /// `run` is a `struct bench_run`.
        #[no_mangle]
        pub unsafe extern "C" fn $name(run: *mut $crate::Run) {
            let run = &mut *run;
            match run.barrier {
                0 => $function::<$crate::Register>(run),
                1 => $function::<$crate::Stored>(run),
                _ => {
                    $crate::start_checking();
                    $function::<$crate::Checked>(run);
                    $crate::finish_checking(run);
                }
            }
        }
    };
}

/// A timely worker of this thread: `build` makes its dataflow, and the run ends when that has ended.
pub fn measure_timely(run: &mut Run, build: impl Fn(&mut timely::worker::Worker)) {
    use timely::{communication::allocator::thread::Thread, communication::Allocator, worker::Worker, WorkerConfig};

    run.measure(
        || {
            let allocator = Allocator::Thread(Thread::default());
            let mut worker = Worker::new(WorkerConfig::default(), allocator, Some(std::time::Instant::now()));
            build(&mut worker);
            worker
        },
        |worker| {
            while worker.has_dataflows() {
                worker.step();
            }
        },
    );
}
