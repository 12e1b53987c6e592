#include "server/cgi.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "content/search_time.h"
#include "routes.h"
#include "server/variables.h"
#include "store/db.h"
#include "view/app.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t passed;

/* The first alarm ends what waits (input, SQL), so that 503 can be answered; the second the
 * process. */
static void on_alarm(int signal)
{
    (void)signal;
    if (passed)
        _exit(EXIT_FAILURE);
    passed = 1;
}

static void limit_time(double seconds)
{
    struct sigaction action = {.sa_handler = on_alarm};
    struct timespec limit = clock_timespec(clock_seconds(seconds));
    struct timeval time = {.tv_sec = limit.tv_sec, .tv_usec = limit.tv_nsec / 1000};
    struct itimerval timer = {.it_value = time, .it_interval = time};
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
}

static const char *get_variable(const char *name, void *context)
{
    (void)context;
    return getenv(name);
}

/* As much as was announced; a server need not end its stream (RFC 3875, 4.2). The caller frees
 * the result. */
static char *read_body(struct http_source *source)
{
    size_t wanted = variables_body_length(source);
    char *body = memory_new(wanted, 1);
    while (source->body_length < wanted && !passed) {
        ssize_t got = read(STDIN_FILENO, body + source->body_length, wanted - source->body_length);
        if (got <= 0)
            break;
        source->body_length += (size_t)got;
    }
    source->body = body;
    return body;
}

static bool write_all(const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        if (written < 0 && (errno != EINTR || passed))
            return false;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return true;
}

static bool answer(struct app *app, struct http_source *source)
{
    int64_t started = clock_now();
    struct http_request request = {.route = "-"};
    struct http_response response;
    struct buffer out = {0};
    enum http_request_result result = http_request_read(&request, source);
    request.app = app;
    http_response_init(&response);
    if (result == HTTP_REQUEST_OK) {
        routes_answer(&request, &response);
    } else {
        routes_refuse(&request, &response, http_request_status(result), http_request_words(result));
        http_response_finish(&response, &request);
    }
    http_response_write(&response, &request, &out);
    bool written = write_all(out.data, out.length);
    while (written && http_response_more(&response, &request))
        written = write_all(response.body.data, response.body.length);
    log_event("request", "id=%s method=%s route=%s status=%d ms=%.1f bytes=%zu", request.id,
              http_method_name(request.method), request.route, response.status,
              (double)(clock_now() - started) / (double)CLOCK_MILLISECOND, out.length);
    buffer_free(&out);
    http_response_free(&response);
    http_request_free(&request);
    return written;
}

static void open_database(struct app *app, const char *path)
{
    const char *message = "";
    if (db_open(path, DB_READ_ONLY, &app->db, &message) == DB_OK)
        db_set_interrupt_flag(app->db, &passed);
    else
        log_event("database-lost", "detail=\"%s\"", message);
}

/* Without templates there is no page to show that. */
static int refuse_without_templates(const char *message)
{
    static const char text[] = "Status: 503 Service Unavailable\r\n"
                               "Content-Type: text/plain; charset=utf-8\r\n"
                               "Cache-Control: no-store\r\n"
                               "Retry-After: 5\r\n\r\n"
                               "The site cannot answer just now.\n";
    log_event("templates-broken", "detail=\"%s\"", message);
    return write_all(text, sizeof text - 1) ? EXIT_SUCCESS : EXIT_FAILURE;
}

int cgi_run(const struct server_options *options)
{
    struct app app = {.base_url = options->base_url};
    struct http_source source;
    struct buffer error = {0};
    int status;
    limit_time(options->time_limit);
    search_time_allow(options->search_limit);
    variables_read(&source, get_variable, NULL);
    char *body = read_body(&source);
    if (app_load(&app, options->templates, &error)) {
        open_database(&app, options->database);
        status = answer(&app, &source) ? EXIT_SUCCESS : EXIT_FAILURE;
        db_close(app.db);
    } else {
        status = refuse_without_templates(buffer_text(&error));
    }
    app_unload(&app);
    buffer_free(&error);
    free(body);
    return status;
}
