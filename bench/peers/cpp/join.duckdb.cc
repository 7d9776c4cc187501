/* The join of two tables of a million rows. What a query plans is the same whichever side comes first. */
#include "duckdb.h"

/* As bench/join/rows.h has it; the right side lies behind the left one. */
struct row {
    uint64_t key, value;
};

static duckdb_connection sides_of(const bench_run *run)
{
    static duckdb_connection connection;
    const size_t half = run->count / 2;

    if (connection)
        return connection;
    connection = duckdb_peer::open_with("CREATE TABLE l (key UBIGINT, value UBIGINT); CREATE TABLE r (key UBIGINT, value UBIGINT)");
    for (int side = 0; side < 2; side++)
        duckdb_peer::fill(connection, side ? "r" : "l", {duckdb_peer::UBIGINT, duckdb_peer::UBIGINT}, half,
                          [&](const std::vector<void *> &columns, size_t at, size_t number) {
                              const row &from = ((const row *)run->input)[side * half + number];

                              ((uint64_t *)columns[0])[at] = from.key;
                              ((uint64_t *)columns[1])[at] = from.value;
                          });
    return connection;
}

static void join(bench_run *run)
{
    duckdb_peer::measure(run, sides_of(run), "SELECT l.value + 2 * r.value FROM l JOIN r ON l.key = r.key", 1,
                         [](const uint64_t *const *columns, uint64_t at) { return columns[0][at]; });
}

extern "C" void leat_peer_join_symmetric_duckdb(bench_run *run)
{
    join(run);
}

extern "C" void leat_peer_join_build_then_probe_duckdb(bench_run *run)
{
    join(run);
}
