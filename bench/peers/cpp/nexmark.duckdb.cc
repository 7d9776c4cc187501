/* Nexmark's queries in SQL, over the same events in a table. */
#include "duckdb.h"

/* An event as bench/nexmark/input.h has it. */
struct event {
    int64_t time;
    uint32_t kind, id, who, what;
    uint64_t amount;
};

static duckdb_connection events_of(const bench_run *run)
{
    static duckdb_connection connection;
    const event *events = (const event *)run->input;

    if (connection)
        return connection;
    connection = duckdb_peer::open_with("CREATE TABLE events (time BIGINT, kind UINTEGER, id UINTEGER, who UINTEGER, what UINTEGER, "
                                        "amount UBIGINT)");
    duckdb_peer::fill(connection, "events",
                      {duckdb_peer::BIGINT, duckdb_peer::UINTEGER, duckdb_peer::UINTEGER, duckdb_peer::UINTEGER, duckdb_peer::UINTEGER,
                       duckdb_peer::UBIGINT},
                      run->count, [&](const std::vector<void *> &columns, size_t at, size_t row) {
                          const event &e = events[row];

                          ((int64_t *)columns[0])[at] = e.time;
                          ((uint32_t *)columns[1])[at] = e.kind;
                          ((uint32_t *)columns[2])[at] = e.id;
                          ((uint32_t *)columns[3])[at] = e.who;
                          ((uint32_t *)columns[4])[at] = e.what;
                          ((uint64_t *)columns[5])[at] = e.amount;
                      });
    return connection;
}

static uint64_t first_xor_second(const uint64_t *const *columns, uint64_t at)
{
    return columns[0][at] ^ columns[1][at];
}

extern "C" void leat_peer_nexmark_q0_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run), "SELECT id::UBIGINT, amount FROM events WHERE kind = 2", 2, first_xor_second);
}

extern "C" void leat_peer_nexmark_q1_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run), "SELECT id::UBIGINT, amount * 908 // 1000 FROM events WHERE kind = 2", 2, first_xor_second);
}

extern "C" void leat_peer_nexmark_q2_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run), "SELECT id::UBIGINT, amount FROM events WHERE kind = 2 AND id % 123 = 0", 2, first_xor_second);
}

extern "C" void leat_peer_nexmark_q3_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run),
                         "SELECT a.id::UBIGINT, p.who::UBIGINT, p.what::UBIGINT, p.id::UBIGINT FROM events a JOIN events p ON a.who = p.id "
                         "WHERE a.kind = 1 AND a.what = 10 AND p.kind = 0 AND p.who <= 2",
                         4, [](const uint64_t *const *columns, uint64_t at) {
                             return (columns[0][at] << 32 | columns[1][at] << 8 | columns[2][at]) + columns[3][at];
                         });
}

extern "C" void leat_peer_nexmark_q4_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run),
                         "SELECT category::UBIGINT, sum(best)::UBIGINT, count(*)::UBIGINT FROM (SELECT a.what AS category, max(b.amount) AS best "
                         "FROM events a JOIN events b ON a.id = b.id WHERE a.kind = 1 AND b.kind = 2 AND b.time >= a.time AND "
                         "b.time <= a.amount GROUP BY a.id, a.what) GROUP BY category",
                         3, [](const uint64_t *const *columns, uint64_t at) { return columns[0][at] ^ columns[1][at] / columns[2][at]; });
}

/* Of each window the most bids, and of those the least auction: both in one number. */
extern "C" void leat_peer_nexmark_q5_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run),
                         "WITH parts AS (SELECT time // 2000 AS part, id, count(*) AS bids FROM events WHERE kind = 2 GROUP BY ALL), "
                         "windows AS (SELECT (part - back) * 2000 AS start, id, sum(bids)::BIGINT AS bids FROM parts, range(5) r(back) GROUP BY ALL) "
                         "SELECT start, max(bids * 4294967296 + (4294967295 - id))::BIGINT FROM windows GROUP BY start",
                         2, [](const uint64_t *const *columns, uint64_t at) {
                             uint64_t best = columns[1][at], auction = 0xffffffff - (best & 0xffffffff);

                             return columns[0][at] ^ auction << 32 ^ best >> 32;
                         });
}

extern "C" void leat_peer_nexmark_q7_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run),
                         "SELECT time // 10000 * 10000 AS start, max(amount) FROM events WHERE kind = 2 GROUP BY start", 2, first_xor_second);
}

extern "C" void leat_peer_nexmark_q8_duckdb(bench_run *run)
{
    duckdb_peer::measure(run, events_of(run),
                         "SELECT p.id::UBIGINT, a.id::UBIGINT, p.what::UBIGINT FROM events p JOIN events a ON p.id = a.who AND "
                         "p.time // 10000 = a.time // 10000 WHERE p.kind = 0 AND a.kind = 1",
                         3, [](const uint64_t *const *columns, uint64_t at) { return (columns[0][at] << 32 | columns[1][at]) + columns[2][at]; });
}
