#include "server/worker.h"

#include "base/clock.h"
#include "base/log.h"
#include "content/search_time.h"
#include "routes.h"
#include "server/fcgi.h"
#include "server/time_limit.h"
#include "store/db.h"
#include "view/app.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { NO_ROOM_PAUSE_MS = 100 };

/* One worker is one process. */
static struct app app;
static bool lost; /* the database must be mended by somebody else */

/* --- The database ----------------------------------------------------------------------------- */

static void open_database(const struct worker *worker)
{
    const char *message = NULL;
    enum db_mode mode = worker->writer ? DB_READ_WRITE : DB_READ_ONLY;
    if (db_open(worker->options->database, mode, &app.db, &message) == DB_OK) {
        db_set_interrupt_flag(app.db, time_limit_passed());
        return;
    }
    lost = true;
    log_event("database-lost", "pid=%d detail=\"%s\"", (int)getpid(), message);
}

static void close_database(void)
{
    db_close(app.db);
    app.db = NULL;
}

/* A database that was put in the place of the old one is taken up with the next request. */
static void follow_database(const struct worker *worker)
{
    if (!app.db || !db_replaced(app.db))
        return;
    close_database();
    open_database(worker);
    if (app.db)
        log_event("database-replaced", "pid=%d", (int)getpid());
}

static void look_at_database(void)
{
    if (!app.db || db_state(app.db) != DB_LOST)
        return;
    lost = true;
    log_event("database-lost", "pid=%d detail=\"%s\"", (int)getpid(), db_message(app.db));
}

/* --- One request ------------------------------------------------------------------------------ */

static void log_request(const struct http_request *request, int status, int64_t started,
                        size_t bytes)
{
    double ms = (double)(clock_now() - started) / (double)CLOCK_MILLISECOND;
    log_event("request", "id=%s method=%s route=%s status=%d ms=%.1f bytes=%zu", request->id,
              http_method_name(request->method), request->route, status, ms, bytes);
}

static void answer(struct http_request *request, enum http_request_result result, bool whole,
                   struct http_response *response)
{
    request->app = &app;
    if (app.db)
        db_clear_state(app.db);
    if (result == HTTP_REQUEST_OK && !whole)
        result = HTTP_REQUEST_BAD_LENGTH;
    if (result == HTTP_REQUEST_OK) {
        routes_answer(request, response);
        return;
    }
    routes_refuse(request, response, http_request_status(result), http_request_words(result));
    http_response_finish(response, request);
}

/* What follows piece by piece has the time limit for each piece, and is not taken for stuck. */
static size_t send_more(const struct worker *worker, const struct http_request *request,
                        struct http_response *response)
{
    size_t sent = 0;
    while (http_response_more(response, request)) {
        atomic_store(&worker->slot->started, clock_now());
        time_limit_start(TIME_LIMIT_SENDING);
        if (!fcgi_write(response->body.data, response->body.length))
            break;
        sent += response->body.length;
    }
    return sent;
}

static void send_answer(const struct worker *worker, const struct http_request *request,
                        struct http_response *response)
{
    struct buffer out = {0};
    int64_t started = atomic_load(&worker->slot->started);
    http_response_write(response, request, &out);
    time_limit_start(TIME_LIMIT_SENDING);
    size_t sent = out.length;
    if (fcgi_write(out.data, out.length))
        sent += send_more(worker, request, response);
    log_request(request, response->status, started, sent);
    buffer_free(&out);
}

static void note_request_id(struct worker_slot *slot, const char *id)
{
    if (id && strlen(id) == HTTP_ID_LENGTH)
        memcpy(slot->request.id, id, HTTP_ID_LENGTH + 1);
}

/* A request whose parameters are read. The request itself stands in shared memory: if this
 * process dies, the supervisor can say over which. */
static void serve(const struct worker *worker, struct http_source *source)
{
    struct http_request *request = &worker->slot->request;
    struct http_response response;
    note_request_id(worker->slot, source->request_id);
    bool whole = fcgi_read_body(source);
    if (!whole && time_limit_has_cut()) {
        log_event("request-stalled", "id=%s detail=\"it did not come within the time limit\"",
                  slot_words(worker->slot).id);
        fcgi_finish();
        return;
    }
    time_limit_phase(TIME_LIMIT_ANSWERING);
    enum http_request_result result = http_request_read(request, source);
    http_response_init(&response);
    follow_database(worker);
    answer(request, result, whole, &response);
    look_at_database();
    atomic_store(&worker->slot->version, app.version);
    send_answer(worker, request, &response);
    http_response_free(&response);
    http_request_free(request);
    fcgi_finish();
}

static void take_request(const struct worker *worker)
{
    struct http_source source;
    memset(&worker->slot->request, 0, sizeof worker->slot->request);
    atomic_store(&worker->slot->started, clock_now());
    time_limit_start(TIME_LIMIT_READING);
    switch (fcgi_accept(&source)) {
    case FCGI_REQUEST:
        serve(worker, &source);
        break;
    case FCGI_NOTHING:
        if (time_limit_has_cut())
            log_event("request-stalled", "id=- detail=\"it did not come within the time limit\"");
        break;
    case FCGI_REFUSED:
        log_event("request-refused", "id=- detail=\"it was in another role than responder\"");
        break;
    case FCGI_NO_ROOM:
        log_event("no-descriptors", "pid=%d", (int)getpid());
        poll(NULL, 0, NO_ROOM_PAUSE_MS);
        break;
    }
    time_limit_stop();
    atomic_store(&worker->slot->started, 0);
}

/* --- The worker's life ------------------------------------------------------------------------ */

/* The descriptor that becomes readable when the worker is told to stop. Unlike a handler it
 * cannot interrupt a request, and unlike ppoll it is seen under any load. */
static int open_stop_signal(void)
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    return signalfd(-1, &stop, SFD_CLOEXEC);
}

static int milliseconds_until(int64_t end)
{
    int64_t rest = end - clock_now();
    return rest > 0 ? (int)(rest / CLOCK_MILLISECOND) + 1 : 0;
}

/* Without a database, 503 is answered until hold_end, lest the supervisor starts a worker after
 * the other; with one that is lost on the way, the worker ends at once. */
static int serve_until_told(const struct worker *worker, int stop_signal, int64_t hold_end)
{
    struct pollfd polled[] = {{.fd = stop_signal, .events = POLLIN},
                              {.fd = worker->socket, .events = POLLIN}};
    for (;;) {
        bool holds = lost && !app.db;
        if (lost && (!holds || clock_now() >= hold_end))
            return WORKER_LOST;
        poll(polled, 2, holds ? milliseconds_until(hold_end) : -1);
        if (polled[0].revents)
            return WORKER_STOPPED;
        if (polled[1].revents)
            take_request(worker);
    }
}

static void set_up(const struct worker *worker)
{
    app = *worker->app;
    app.writer = worker->writer;
    fcgi_init(worker->socket);
    search_time_allow(worker->options->search_limit);
    time_limit_init(worker->options->time_limit, &worker->slot->started);
}

int worker_run(const struct worker *worker)
{
    /* A supervisor that is killed tells nobody. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != worker->supervisor)
        return WORKER_STOPPED;
    int stop_signal = open_stop_signal();
    if (stop_signal < 0)
        return EXIT_FAILURE;
    set_up(worker);
    open_database(worker);
    int status = serve_until_told(worker, stop_signal, clock_now() + worker->hold);
    close_database();
    close(stop_signal);
    return status;
}
