// The flow graph of TBB: a chain of nodes that carry one element at a time. All of it runs in the calling thread.
#include <tbb/flow_graph.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <deque>

#include "barrier.h"

namespace {

using namespace tbb::flow;
using step = function_node<uint64_t, uint64_t, lightweight>;
using sink = function_node<uint64_t, continue_msg, lightweight>;

struct OneThread {
    tbb::global_control control{tbb::global_control::max_allowed_parallelism, 1};
    tbb::task_arena arena{1};
};

OneThread &one_thread()
{
    static OneThread one;

    return one;
}

// Its graph belongs to an arena of one thread.
struct Graph {
    std::unique_ptr<graph> whole;
    std::deque<input_node<uint64_t>> sources;
    std::deque<step> steps;
    std::deque<sink> sinks;

    Graph()
    {
        one_thread().arena.execute([this] { whole = std::make_unique<graph>(); });
    }

    input_node<uint64_t> &add_source(uint64_t end)
    {
        return sources.emplace_back(*whole, [next = uint64_t(0), end](tbb::flow_control &control) mutable {
            if (next == end)
                control.stop();
            return next == end ? next : next++;
        });
    }

    template <class Barrier> sink &add_sink()
    {
        return sinks.emplace_back(*whole, serial, [](uint64_t x) {
            Barrier::sink(x);
            return continue_msg();
        });
    }

    void run()
    {
        one_thread().arena.execute([this] {
            for (auto &source : sources)
                source.activate();
            whole->wait_for_all();
        });
    }
};

template <class Barrier> struct Arithmetic : Graph {
    Arithmetic()
    {
        sender<uint64_t> *last = &add_source(1000000);

        for (int i = 0; i < 20; i++) {
            steps.emplace_back(*whole, serial, [](uint64_t x) { return x + 1; });
            make_edge(*last, steps.back());
            last = &steps.back();
        }
        make_edge(*last, add_sink<Barrier>());
    }
};

} // namespace

extern "C" void leat_peer_arithmetic_folded_tbb(bench_run *run)
{
    bench::peer<Arithmetic>(run);
}
