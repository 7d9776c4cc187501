/*
 * duckdb.h: DuckDB as a peer: a table in memory that holds a workload's input, and a query whose rows go to the sink. One
 * thread. DuckDB's package for npm has its library but no header: this declares what is used of its C interface.
 */
#ifndef BENCH_PEERS_DUCKDB_H
#define BENCH_PEERS_DUCKDB_H

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "peer.h"

extern "C" {
typedef struct duckdb_database_ *duckdb_database;
typedef struct duckdb_connection_ *duckdb_connection;
typedef struct duckdb_prepared_ *duckdb_prepared_statement;
typedef struct duckdb_pending_ *duckdb_pending_result;
typedef struct duckdb_appender_ *duckdb_appender;
typedef struct duckdb_type_ *duckdb_logical_type;
typedef struct duckdb_chunk_ *duckdb_data_chunk;
typedef struct duckdb_vector_ *duckdb_vector;
typedef struct {
    uint64_t unused[3];
    void *columns;
    char *message;
    void *data;
} duckdb_result;

int duckdb_open(const char *path, duckdb_database *database);
int duckdb_connect(duckdb_database database, duckdb_connection *connection);
int duckdb_query(duckdb_connection connection, const char *query, duckdb_result *result);
int duckdb_prepare(duckdb_connection connection, const char *query, duckdb_prepared_statement *statement);
const char *duckdb_prepare_error(duckdb_prepared_statement statement);
void duckdb_destroy_prepare(duckdb_prepared_statement *statement);
int duckdb_pending_prepared_streaming(duckdb_prepared_statement statement, duckdb_pending_result *pending);
int duckdb_execute_pending(duckdb_pending_result pending, duckdb_result *result);
const char *duckdb_pending_error(duckdb_pending_result pending);
void duckdb_destroy_pending(duckdb_pending_result *pending);
const char *duckdb_result_error(duckdb_result *result);
void duckdb_destroy_result(duckdb_result *result);
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);
int duckdb_appender_create(duckdb_connection connection, const char *schema, const char *table, duckdb_appender *appender);
int duckdb_append_data_chunk(duckdb_appender appender, duckdb_data_chunk chunk);
int duckdb_appender_destroy(duckdb_appender *appender);
duckdb_logical_type duckdb_create_logical_type(int type);
void duckdb_destroy_logical_type(duckdb_logical_type *type);
duckdb_data_chunk duckdb_create_data_chunk(duckdb_logical_type *types, uint64_t columns);
void duckdb_destroy_data_chunk(duckdb_data_chunk *chunk);
void duckdb_data_chunk_reset(duckdb_data_chunk chunk);
uint64_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
void duckdb_data_chunk_set_size(duckdb_data_chunk chunk, uint64_t size);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, uint64_t column);
void *duckdb_vector_get_data(duckdb_vector vector);
uint64_t duckdb_vector_size(void);
}

namespace duckdb_peer {

enum { BIGINT = 5, UINTEGER = 8, UBIGINT = 9 }; /* as DuckDB numbers its types */

inline void must(int status, const char *what, const char *why = nullptr)
{
    if (status == 0)
        return;
    std::fprintf(stderr, "duckdb: %s: %s\n", what, why ? why : "no reason given");
    std::exit(1);
}

inline void run(duckdb_connection connection, const char *query)
{
    duckdb_result result;
    int status = duckdb_query(connection, query, &result);

    must(status, query, status ? duckdb_result_error(&result) : nullptr);
    duckdb_destroy_result(&result);
}

/* A database of one thread, in memory, with the tables that `statement` makes. */
inline duckdb_connection open_with(const char *statement)
{
    duckdb_database database;
    duckdb_connection connection;

    must(duckdb_open(nullptr, &database), "open");
    must(duckdb_connect(database, &connection), "connect");
    run(connection, "SET threads = 1");
    run(connection, statement);
    return connection;
}

/* Fills a table: `put(columns, at, row)` writes row `row` into place `at` of its columns. */
template <typename Put> void fill(duckdb_connection connection, const char *table, const std::vector<int> &types, size_t rows, Put put)
{
    std::vector<duckdb_logical_type> logical;
    std::vector<void *> columns(types.size());
    duckdb_appender appender;
    duckdb_data_chunk chunk;

    for (int type : types)
        logical.push_back(duckdb_create_logical_type(type));
    chunk = duckdb_create_data_chunk(logical.data(), logical.size());
    must(duckdb_appender_create(connection, nullptr, table, &appender), table);
    for (size_t row = 0; row < rows;) {
        size_t most = duckdb_vector_size(), at = 0;

        for (size_t i = 0; i < columns.size(); i++)
            columns[i] = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, i));
        for (; at < most && row < rows; at++)
            put(columns, at, row++);
        duckdb_data_chunk_set_size(chunk, at);
        must(duckdb_append_data_chunk(appender, chunk), table);
        duckdb_data_chunk_reset(chunk);
    }
    must(duckdb_appender_destroy(&appender), table);
    duckdb_destroy_data_chunk(&chunk);
    for (duckdb_logical_type &type : logical)
        duckdb_destroy_logical_type(&type);
}

/* A sink as bench/lib/ops.h has it. */
inline void sink(bench_run *run, uint64_t x)
{
    if (run->barrier == BENCH_CHECKED) {
        uint64_t mixed = (x + 1) * UINT64_C(0x9e3779b97f4a7c15);

        run->seen++;
        run->sum += mixed ^ mixed >> 29;
    } else {
        __asm__ volatile("" : "+r"(x));
    }
}

/*
 * Runs the query as often as it is asked for. All its columns have 64 bits; `take(columns, at)` makes of a row what goes to
 * the sink. The query is planned before, which is not timed, and its rows are taken as they come.
 */
template <typename Take> void measure(bench_run *run, duckdb_connection connection, const char *query, int column_count, Take take)
{
    std::vector<const uint64_t *> columns((size_t)column_count);

    run->seconds = 0;
    for (uint32_t i = 0; i < run->repeat; i++) {
        duckdb_prepared_statement statement;
        duckdb_pending_result pending;
        duckdb_result result;
        double start;
        int status = duckdb_prepare(connection, query, &statement);

        must(status, query, status ? duckdb_prepare_error(statement) : nullptr);
        start = run->cpu_time();
        status = duckdb_pending_prepared_streaming(statement, &pending);
        must(status, query, status ? duckdb_pending_error(pending) : nullptr);
        status = duckdb_execute_pending(pending, &result);
        must(status, query, status ? duckdb_result_error(&result) : nullptr);
        while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result)) {
            uint64_t rows = duckdb_data_chunk_get_size(chunk);

            for (size_t k = 0; k < columns.size(); k++)
                columns[k] = (const uint64_t *)duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, k));
            for (uint64_t at = 0; at < rows; at++)
                sink(run, take(columns.data(), at));
            duckdb_destroy_data_chunk(&chunk);
        }
        duckdb_destroy_result(&result);
        run->seconds += run->cpu_time() - start;
        duckdb_destroy_pending(&pending);
        duckdb_destroy_prepare(&statement);
    }
}

} // namespace duckdb_peer

#endif
