/*
 * io_uv.c: the real world. Readiness by uv_poll_t on sockets of our own, which do not block, and alarms
 * by uv_timer_t; reads and writes are plain system calls, so that the runtime says when and how much.
 */
#define _GNU_SOURCE
#include "io.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <uv.h>

#include "address.h"
#include "bulk.h"
#include "clock.h"
#include "fail.h"
#include "leat/rt/run.h"

struct io_uv {
    struct leat_io io; /* first */
    uv_loop_t loop;
    struct leat_socket *rings;
};

struct leat_socket {
    uv_poll_t poll; /* first: what uv_close gives back */
    int descriptor;
    bool dialled;
    unsigned watched;
    leat__ready *ready;
    void *owner;
    char *path; /* of a listener */
    struct leat__bulk bulk;
    struct leat_socket *next_ring; /* of those that write to, or read from, a ring */
    bool has_ring;
};

struct leat_alarm {
    union { /* first */
        uv_timer_t timer;
        uv_poll_t poll; /* of one apart */
    };
    int descriptor; /* of one apart; -1 */
    leat__rang *rang;
    void *owner;
};

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory)
        leat__fail_memory(size);
    return memory;
}

static int64_t now(struct leat_io *io)
{
    (void)io;
    return leat__system_now();
}

static uint64_t draw(struct leat_io *io)
{
    (void)io;
    return leat__system_random();
}

/* ---- sockets ---- */

static uv_loop_t *loop_of(struct leat_io *io)
{
    return &((struct io_uv *)io)->loop;
}

static void watch_now(struct leat_socket *socket);

static void on_poll(uv_poll_t *poll, int status, int events)
{
    struct leat_socket *socket = (struct leat_socket *)poll;
    unsigned ready = (events & UV_READABLE ? LEAT__READABLE : 0u) | (events & UV_WRITABLE ? LEAT__WRITABLE : 0u);

    /* What is wrong with it, the next read or write says better. */
    if (status < 0)
        ready = LEAT__READABLE | LEAT__WRITABLE;
    if (socket->bulk.state == LEAT__BULK_READS && (ready & LEAT__READABLE)) {
        if (!leat__bulk_hear(&socket->bulk))
            ready &= ~(unsigned)LEAT__READABLE;
        if (socket->bulk.closed)
            watch_now(socket);
    }
    ready &= socket->watched;
    if (ready)
        socket->ready(socket->owner, ready);
}

/* Takes the descriptor: it is closed with the socket, or here where this fails. */
static int wrap(uv_loop_t *loop, int descriptor, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    struct leat_socket *made = allocate(sizeof *made);
    int error = uv_poll_init(loop, &made->poll, descriptor); /* makes it non-blocking */

    if (error) {
        close(descriptor);
        free(made);
        return error;
    }
    made->descriptor = descriptor;
    made->ready = ready;
    made->owner = owner;
    *socket = made;
    return 0;
}

static int new_stream(const struct leat__address *address)
{
    int descriptor = socket(address->socket.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

    return descriptor < 0 ? -errno : descriptor;
}

/* What a turn has made goes at once; nothing to a Unix socket, which has no such option. */
static void do_not_delay(int descriptor)
{
    (void)setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
}

static int listen_at(struct leat_io *io, const char *text, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    struct leat__address address;
    int error = leat__address_of(text, &address);
    int descriptor = error ? error : new_stream(&address);

    if (descriptor < 0)
        return descriptor;
    /* A port whose last connections have not been forgotten yet can be listened at again. */
    if (address.socket.any.sa_family != AF_UNIX)
        (void)setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(descriptor, &address.socket.any, address.length) != 0 || listen(descriptor, SOMAXCONN) != 0)
        error = -errno;
    leat__address_release(&address);
    if (error) {
        close(descriptor);
        return error;
    }
    error = wrap(loop_of(io), descriptor, ready, owner, socket);
    if (!error && strncmp(text, "unix:", 5) == 0)
        (*socket)->path = strdup(text + 5);
    return error;
}

/*
 * Blocks while the listener's queue is full (a Unix socket that does not block would be refused), but
 * not for ever.
 */
static int dial(struct leat_io *io, const char *text, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    struct timeval patience = {.tv_sec = 10};
    struct leat__address address;
    int error = leat__address_of(text, &address);
    int descriptor = error ? error : new_stream(&address);

    if (descriptor < 0)
        return descriptor;
    do_not_delay(descriptor);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    while (connect(descriptor, &address.socket.any, address.length) != 0 && !error)
        if (errno != EINTR)
            error = -errno;
    leat__address_release(&address);
    if (error) {
        close(descriptor);
        return error;
    }
    error = wrap(loop_of(io), descriptor, ready, owner, socket);
    if (!error)
        (*socket)->dialled = true;
    return error;
}

static int accept_one(struct leat_socket *listener, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    int descriptor = accept4(listener->descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (descriptor < 0)
        return errno == ECONNABORTED || errno == EINTR ? -EAGAIN : -errno;
    do_not_delay(descriptor);
    return wrap(listener->poll.loop, descriptor, ready, owner, socket);
}

/*
 * uv_poll_init() would make the descriptor itself non-blocking, for everybody who shares it. So the
 * loop watches an epoll of ours, and that watches the descriptor.
 */
static int input(struct leat_io *io, int descriptor, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    struct epoll_event event = {.events = EPOLLIN};
    int watcher = epoll_create1(EPOLL_CLOEXEC);

    if (watcher < 0)
        return -errno;
    if (epoll_ctl(watcher, EPOLL_CTL_ADD, descriptor, &event) != 0) {
        int error = -errno;

        close(watcher);
        return error;
    }
    return wrap(loop_of(io), watcher, ready, owner, socket);
}

/* A ring has come to be there: it is looked at before the loop sleeps, and the socket tells other things than before. */
static void use_ring(struct leat_socket *socket)
{
    struct io_uv *uv = socket->poll.loop->data;

    if (socket->has_ring || socket->bulk.state < LEAT__BULK_WRITES)
        return;
    socket->has_ring = true;
    socket->next_ring = uv->rings;
    uv->rings = socket;
    watch_now(socket);
}

static void expect_bulk(struct leat_socket *socket)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;

    if (getsockname(socket->descriptor, (struct sockaddr *)&address, &length) == 0 && address.ss_family == AF_UNIX)
        leat__bulk_init(&socket->bulk, socket->descriptor, socket->dialled);
}

static ptrdiff_t read_some(struct leat_socket *socket, void *bytes, size_t size)
{
    ssize_t count;

    if (socket->bulk.state != LEAT__BULK_NEVER) {
        count = leat__bulk_read(&socket->bulk, bytes, size);
        use_ring(socket);
        return count;
    }
    do
        count = recv(socket->descriptor, bytes, size, 0);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

static ptrdiff_t write_some(struct leat_socket *socket, const void *bytes, size_t size)
{
    ssize_t count;

    if (socket->bulk.state != LEAT__BULK_NEVER && socket->dialled)
        return leat__bulk_write(&socket->bulk, bytes, size);
    do
        count = send(socket->descriptor, bytes, size, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

/* Whether a ring can be written to, the socket does not know; and one that has closed can be read for ever. */
static void watch_now(struct leat_socket *socket)
{
    int poll = (socket->watched & LEAT__READABLE ? UV_READABLE : 0) | (socket->watched & LEAT__WRITABLE ? UV_WRITABLE : 0);

    if (socket->bulk.state == LEAT__BULK_WRITES)
        poll &= ~UV_WRITABLE;
    if (socket->bulk.closed)
        poll &= ~UV_READABLE;
    if (poll)
        uv_poll_start(&socket->poll, poll, on_poll);
    else
        uv_poll_stop(&socket->poll);
}

static void watch(struct leat_socket *socket, unsigned events)
{
    if (events == socket->watched)
        return;
    socket->watched = events;
    watch_now(socket);
}

static void hand_over(struct leat_socket *socket, leat__ready *ready, void *owner)
{
    socket->ready = ready;
    socket->owner = owner;
}

static void finish(struct leat_socket *socket)
{
    shutdown(socket->descriptor, SHUT_WR);
}

static void free_socket(uv_handle_t *handle)
{
    struct leat_socket *socket = (struct leat_socket *)handle;

    free(socket->path);
    free(socket);
}

static void close_socket(struct leat_socket *socket)
{
    struct io_uv *uv = socket->poll.loop->data;

    if (socket->path)
        unlink(socket->path);
    for (struct leat_socket **at = &uv->rings; *at; at = &(*at)->next_ring)
        if (*at == socket) {
            *at = socket->next_ring; /* its own stays: somebody may be going through them */
            break;
        }
    socket->watched = 0;
    leat__bulk_release(&socket->bulk);
    uv_close((uv_handle_t *)&socket->poll, free_socket);
    close(socket->descriptor);
}

static int descriptor_of(struct leat_socket *socket)
{
    return socket->descriptor;
}

static void bound_to(struct leat_socket *socket, char *text, size_t size)
{
    leat__address_bound(socket->descriptor, text, size);
}

static bool wait_writable(struct leat_socket *socket, int milliseconds)
{
    struct pollfd one = {.fd = socket->descriptor, .events = POLLOUT};

    return poll(&one, 1, milliseconds) == 1;
}

/* ---- alarms ---- */

static void on_timer(uv_timer_t *timer)
{
    struct leat_alarm *alarm = (struct leat_alarm *)timer;

    alarm->rang(alarm->owner);
}

static struct leat_alarm *alarm_new(struct leat_io *io, leat__rang *rang, void *owner)
{
    struct leat_alarm *alarm = allocate(sizeof *alarm);

    uv_timer_init(loop_of(io), &alarm->timer);
    alarm->descriptor = -1;
    alarm->rang = rang;
    alarm->owner = owner;
    return alarm;
}

static void on_timer_apart(uv_poll_t *poll, int status, int events)
{
    struct leat_alarm *alarm = (struct leat_alarm *)poll;
    uint64_t times;

    (void)status;
    (void)events;
    if (read(alarm->descriptor, &times, sizeof times) == sizeof times)
        alarm->rang(alarm->owner);
}

/*
 * libuv waits with the time that is left until the next of its timers, and so the kernel would set a clock, and stop it
 * again, with every wait. A descriptor's clock just runs.
 */
static struct leat_alarm *alarm_apart(struct leat_io *io, leat__rang *rang, void *owner)
{
    struct leat_alarm *alarm = allocate(sizeof *alarm);

    alarm->descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (alarm->descriptor < 0 || uv_poll_init(loop_of(io), &alarm->poll, alarm->descriptor) != 0 ||
        uv_poll_start(&alarm->poll, UV_READABLE, on_timer_apart) != 0)
        leat_run_fail("no clock for the loop: %s", strerror(errno));
    alarm->rang = rang;
    alarm->owner = owner;
    return alarm;
}

static void set_apart(const struct leat_alarm *alarm, uint64_t milliseconds)
{
    struct itimerspec once = {.it_value = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000}};

    timerfd_settime(alarm->descriptor, 0, &once, NULL);
}

static void alarm_set(struct leat_alarm *alarm, uint64_t milliseconds)
{
    if (alarm->descriptor >= 0) {
        set_apart(alarm, milliseconds);
        return;
    }
    uv_update_time(alarm->timer.loop); /* else a long turn would shorten it */
    uv_timer_start(&alarm->timer, on_timer, milliseconds, 0);
}

static void alarm_clear(struct leat_alarm *alarm)
{
    if (alarm->descriptor >= 0)
        set_apart(alarm, 0);
    else
        uv_timer_stop(&alarm->timer);
}

static void free_alarm(uv_handle_t *handle)
{
    free(handle);
}

static void alarm_free(struct leat_alarm *alarm)
{
    uv_close((uv_handle_t *)&alarm->timer, free_alarm);
    if (alarm->descriptor >= 0)
        close(alarm->descriptor);
}

/* ---- jobs ---- */

struct job {
    uv_work_t work; /* first */
    leat__job *run;
    leat__job *done;
    void *owner;
};

static void run_job(uv_work_t *work)
{
    struct job *job = (struct job *)work;

    job->run(job->owner);
}

static void job_done(uv_work_t *work, int status)
{
    struct job *job = (struct job *)work;

    (void)status; /* nobody cancels one */
    job->done(job->owner);
    free(job);
}

static void work(struct leat_io *io, leat__job *run, leat__job *done, void *owner)
{
    struct job *job = allocate(sizeof *job);
    int error;

    job->run = run;
    job->done = done;
    job->owner = owner;
    error = uv_queue_work(loop_of(io), &job->work, run_job, job_done);
    if (error)
        leat_run_fail("no thread for a job: %s", uv_strerror(error));
}

/* ---- the loop ---- */

static unsigned ready_by_ring(const struct leat_socket *socket)
{
    unsigned ready = leat__bulk_is_readable(&socket->bulk) ? LEAT__READABLE : 0;

    if (leat__bulk_is_writable(&socket->bulk))
        ready |= LEAT__WRITABLE;
    return ready & socket->watched;
}

/* A socket that is closed meanwhile is freed by the loop, so not before the next of them has been looked at. */
static bool call_back_for_rings(struct io_uv *uv)
{
    bool any = false;

    for (struct leat_socket *socket = uv->rings; socket; socket = socket->next_ring) {
        unsigned ready = ready_by_ring(socket);

        if (!ready)
            continue;
        any = true;
        socket->ready(socket->owner, ready);
    }
    return any;
}

/* The other ends are told that we sleep; then it is looked once more. */
static bool may_sleep(struct io_uv *uv)
{
    bool may = true;

    for (struct leat_socket *socket = uv->rings; socket; socket = socket->next_ring)
        if (socket->watched)
            leat__bulk_wait(&socket->bulk);
    for (struct leat_socket *socket = uv->rings; socket; socket = socket->next_ring)
        may = may && !ready_by_ring(socket);
    return may;
}

static void poll_once(struct leat_io *io, bool wait)
{
    struct io_uv *uv = (struct io_uv *)io;
    bool called = call_back_for_rings(uv);

    if (!wait || called) {
        uv_run(&uv->loop, UV_RUN_NOWAIT);
        return;
    }
    uv_run(&uv->loop, may_sleep(uv) ? UV_RUN_ONCE : UV_RUN_NOWAIT);
    for (struct leat_socket *socket = uv->rings; socket; socket = socket->next_ring)
        leat__bulk_wait_no_more(&socket->bulk);
}

struct leat_io *leat__io_uv(void)
{
    static struct io_uv uv = {
        .io =
            {
                .now = now,
                .random = draw,
                .listen = listen_at,
                .dial = dial,
                .accept = accept_one,
                .input = input,
                .read = read_some,
                .write = write_some,
                .watch = watch,
                .hand_over = hand_over,
                .expect_bulk = expect_bulk,
                .finish = finish,
                .close = close_socket,
                .descriptor = descriptor_of,
                .bound_to = bound_to,
                .wait_writable = wait_writable,
                .alarm_new = alarm_new,
                .alarm_apart = alarm_apart,
                .alarm_set = alarm_set,
                .alarm_clear = alarm_clear,
                .alarm_free = alarm_free,
                .work = work,
                .poll = poll_once,
            },
    };
    static bool made;
    int error = made ? 0 : uv_loop_init(&uv.loop);

    if (error)
        leat_run_fail("no event loop: %s", uv_strerror(error));
    made = true;
    uv.loop.data = &uv;
    return &uv.io;
}
