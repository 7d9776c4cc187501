/* By hand, with the flat_hash_map of abseil: group-by, and a join whose right side is in the table. */
#include <absl/container/flat_hash_map.h>

#include "barrier.h"

namespace {

template <class Barrier> void group_by(bench_run *run)
{
    const uint64_t *keys = static_cast<const uint64_t *>(run->input);

    bench::measure_calls(run, [=] {
        absl::flat_hash_map<uint64_t, uint64_t> sums;

        for (size_t i = 0; i < run->count; i++)
            sums[keys[i]] += i;
        for (const auto &sum : sums)
            Barrier::sink(sum.first * 31 + sum.second);
    });
}

// As bench/join/rows.h has it; the right side lies behind the left one.
struct row {
    uint64_t key, value;
};

template <class Barrier> void join(bench_run *run)
{
    const row *left = static_cast<const row *>(run->input);
    const size_t half = run->count / 2;

    bench::measure_calls(run, [=] {
        const row *right = left + half;
        absl::flat_hash_map<uint64_t, uint64_t> table;

        for (size_t i = 0; i < half; i++)
            table.emplace(right[i].key, right[i].value);
        for (size_t i = 0; i < half; i++)
            if (auto found = table.find(left[i].key); found != table.end())
                Barrier::sink(left[i].value + 2 * found->second);
    });
}

} // namespace

extern "C" void leat_peer_group_by_thousand_absl(bench_run *run)
{
    BENCH_CALLS(run, group_by);
}

extern "C" void leat_peer_group_by_million_absl(bench_run *run)
{
    BENCH_CALLS(run, group_by);
}

extern "C" void leat_peer_join_symmetric_absl(bench_run *run)
{
    BENCH_CALLS(run, join);
}

extern "C" void leat_peer_join_build_then_probe_absl(bench_run *run)
{
    BENCH_CALLS(run, join);
}
