/*
 * io_uv.c: the real world. Readiness by an epoll of our own, reads and writes by plain system calls, so that the runtime
 * says when and how much; alarms and jobs by libuv, whose loop is run when its own epoll, which ours watches as well, or
 * one of its timers says so. A message that comes so takes epoll_wait() and nothing beside it: no clock, no second look.
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
    int epoll;
    bool is_to_run; /* the loop, as it has got something new to watch */
    struct leat_socket *rings;
    struct leat_socket *closed; /* an event of this round may still name one */
};

enum { EVENTS_MOST = 256 /* of one round */ };

struct leat_socket {
    struct io_uv *uv;
    int descriptor;
    uint32_t polled; /* what epoll watches */
    bool dialled;
    unsigned watched;
    leat__ready *ready;
    void *owner;
    char *path; /* of a listener */
    struct leat__bulk bulk;
    struct leat_socket *next_ring; /* of those that write to, or read from, a ring */
    bool has_ring;
    struct leat_socket *next_closed;
};

struct leat_alarm {
    uv_timer_t timer;           /* first */
    struct leat_socket *apart;  /* the descriptor of one apart; NULL */
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

static void tell(struct leat_socket *socket, uint32_t events)
{
    unsigned ready = (events & EPOLLIN ? LEAT__READABLE : 0u) | (events & EPOLLOUT ? LEAT__WRITABLE : 0u);

    /* What is wrong with it, the next read or write says better. */
    if (events & (EPOLLERR | EPOLLHUP))
        ready = LEAT__READABLE | LEAT__WRITABLE;
    ready &= socket->watched; /* nothing of one that has been closed in this round */
    if (socket->bulk.state == LEAT__BULK_READS && (ready & LEAT__READABLE)) {
        if (!leat__bulk_hear(&socket->bulk))
            ready &= ~(unsigned)LEAT__READABLE;
        if (socket->bulk.closed)
            watch_now(socket);
    }
    if (ready)
        socket->ready(socket->owner, ready);
}

/* Takes the descriptor, which does not block: it is closed with the socket. */
static struct leat_socket *wrap(struct io_uv *uv, int descriptor, leat__ready *ready, void *owner)
{
    struct leat_socket *made = allocate(sizeof *made);

    made->uv = uv;
    made->descriptor = descriptor;
    made->ready = ready;
    made->owner = owner;
    return made;
}

static void do_not_block(int descriptor)
{
    (void)fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
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
    do_not_block(descriptor);
    *socket = wrap((struct io_uv *)io, descriptor, ready, owner);
    if (strncmp(text, "unix:", 5) == 0)
        (*socket)->path = strdup(text + 5);
    return 0;
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
    do_not_block(descriptor);
    *socket = wrap((struct io_uv *)io, descriptor, ready, owner);
    (*socket)->dialled = true;
    return 0;
}

static int accept_one(struct leat_socket *listener, leat__ready *ready, void *owner, struct leat_socket **socket)
{
    int descriptor = accept4(listener->descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (descriptor < 0)
        return errno == ECONNABORTED || errno == EINTR ? -EAGAIN : -errno;
    do_not_delay(descriptor);
    *socket = wrap(listener->uv, descriptor, ready, owner);
    return 0;
}

/*
 * A descriptor that is not ours may be closed, and its number used again, while it is watched. So our epoll watches one more
 * epoll, and that the descriptor.
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
    *socket = wrap((struct io_uv *)io, watcher, ready, owner);
    return 0;
}

/* A ring has come to be there: it is looked at before the loop sleeps, and the socket tells other things than before. */
static void use_ring(struct leat_socket *socket)
{
    struct io_uv *uv = socket->uv;

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

/* One that nothing is asked of is not watched at all: else it would still tell that the other end is gone. */
static void poll_for(struct leat_socket *socket, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = socket};
    int operation = events == 0 ? EPOLL_CTL_DEL : socket->polled == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;

    if (events == socket->polled)
        return;
    if (epoll_ctl(socket->uv->epoll, operation, socket->descriptor, &event) != 0 && events)
        leat_run_fail("cannot watch a descriptor: %s", strerror(errno));
    socket->polled = events;
}

/* Whether a ring can be written to, the socket does not know; and one that has closed can be read for ever. */
static void watch_now(struct leat_socket *socket)
{
    uint32_t poll = (socket->watched & LEAT__READABLE ? EPOLLIN : 0u) | (socket->watched & LEAT__WRITABLE ? EPOLLOUT : 0u);

    if (socket->bulk.state == LEAT__BULK_WRITES)
        poll &= ~(uint32_t)EPOLLOUT;
    if (socket->bulk.closed)
        poll &= ~(uint32_t)EPOLLIN;
    poll_for(socket, poll);
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

static void close_socket(struct leat_socket *socket)
{
    struct io_uv *uv = socket->uv;

    if (socket->path)
        unlink(socket->path);
    free(socket->path);
    for (struct leat_socket **at = &uv->rings; *at; at = &(*at)->next_ring)
        if (*at == socket) {
            *at = socket->next_ring; /* its own stays: somebody may be going through them */
            break;
        }
    socket->watched = 0;
    leat__bulk_release(&socket->bulk);
    poll_for(socket, 0);
    close(socket->descriptor);
    socket->next_closed = uv->closed;
    uv->closed = socket;
}

static void free_closed(struct io_uv *uv)
{
    while (uv->closed) {
        struct leat_socket *socket = uv->closed;

        uv->closed = socket->next_closed;
        free(socket);
    }
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
    alarm->rang = rang;
    alarm->owner = owner;
    return alarm;
}

static void on_timer_apart(void *owner, unsigned events)
{
    struct leat_alarm *alarm = owner;
    uint64_t times;

    (void)events;
    if (read(alarm->apart->descriptor, &times, sizeof times) == sizeof times)
        alarm->rang(alarm->owner);
}

/*
 * We wait with the time that is left until the next of libuv's timers, and so the kernel would set a clock, and stop it
 * again, with every wait. A descriptor's clock just runs.
 */
static struct leat_alarm *alarm_apart(struct leat_io *io, leat__rang *rang, void *owner)
{
    struct leat_alarm *alarm = allocate(sizeof *alarm);
    int descriptor = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);

    if (descriptor < 0)
        leat_run_fail("no clock for the loop: %s", strerror(errno));
    alarm->apart = wrap((struct io_uv *)io, descriptor, on_timer_apart, alarm);
    watch(alarm->apart, LEAT__READABLE);
    alarm->rang = rang;
    alarm->owner = owner;
    return alarm;
}

static void set_apart(const struct leat_alarm *alarm, uint64_t milliseconds)
{
    struct itimerspec once = {.it_value = {(time_t)(milliseconds / 1000), (long)(milliseconds % 1000) * 1000000}};

    timerfd_settime(alarm->apart->descriptor, 0, &once, NULL);
}

static void alarm_set(struct leat_alarm *alarm, uint64_t milliseconds)
{
    if (alarm->apart) {
        set_apart(alarm, milliseconds);
        return;
    }
    uv_update_time(alarm->timer.loop); /* else a long turn would shorten it */
    uv_timer_start(&alarm->timer, on_timer, milliseconds, 0);
}

static void alarm_clear(struct leat_alarm *alarm)
{
    if (alarm->apart)
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
    if (!alarm->apart) {
        uv_close((uv_handle_t *)&alarm->timer, free_alarm);
        return;
    }
    close_socket(alarm->apart);
    free(alarm);
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
    ((struct io_uv *)io)->is_to_run = true;
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

/* Milliseconds until libuv has something to do; -1: for ever. */
static int time_to_wait(struct io_uv *uv)
{
    if (uv->is_to_run)
        return 0;
    if (!uv_loop_alive(&uv->loop))
        return -1;
    uv_update_time(&uv->loop);
    return uv_backend_timeout(&uv->loop);
}

static void wait_for_events(struct io_uv *uv, int milliseconds)
{
    struct epoll_event events[EVENTS_MOST];
    int count = epoll_wait(uv->epoll, events, EVENTS_MOST, milliseconds);
    bool is_loops = false;

    for (int i = 0; i < count; i++) {
        if (events[i].data.ptr)
            tell(events[i].data.ptr, events[i].events);
        else
            is_loops = true;
    }
    if (is_loops || time_to_wait(uv) == 0) {
        uv->is_to_run = false;
        uv_run(&uv->loop, UV_RUN_NOWAIT);
    }
}

static void poll_once(struct leat_io *io, bool wait)
{
    struct io_uv *uv = (struct io_uv *)io;
    bool called = call_back_for_rings(uv);

    if (!wait || called) {
        wait_for_events(uv, 0);
    } else {
        wait_for_events(uv, may_sleep(uv) ? time_to_wait(uv) : 0);
        for (struct leat_socket *socket = uv->rings; socket; socket = socket->next_ring)
            leat__bulk_wait_no_more(&socket->bulk);
    }
    free_closed(uv);
}

static void make_loop(struct io_uv *uv)
{
    struct epoll_event event = {.events = EPOLLIN};
    int error = uv_loop_init(&uv->loop);

    if (error)
        leat_run_fail("no event loop: %s", uv_strerror(error));
    uv->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (uv->epoll < 0 || epoll_ctl(uv->epoll, EPOLL_CTL_ADD, uv_backend_fd(&uv->loop), &event) != 0)
        leat_run_fail("no event loop: %s", strerror(errno));
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

    if (!made)
        make_loop(&uv);
    made = true;
    return &uv.io;
}
