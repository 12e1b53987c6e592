/* For mirrors: everything in one download, and what has changed since. */
#include "content/changes.h"

#include "api/api.h"
#include "api/send.h"
#include "content/kind.h"
#include "http/problem.h"
#include "store/db.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_DEFAULT = 20, LIMIT_MAX = 100, DOWNLOAD_PIECE = 50 /* documents */ };

const char *const api_changes_query[] = {"since", "limit", "pretty", NULL};

/* --- Changes ---------------------------------------------------------------------------------- */

static bool refuse_unknown(const struct http_request *request, struct http_response *response)
{
    struct buffer detail = {0};
    buffer_printf(&detail,
                  "What has changed since then is not known here, since the content was restored "
                  "from a backup: download everything anew from %s/api/v1/download.ndjson.",
                  request->app->base_url);
    http_problem(response, request, 410, buffer_text(&detail), "since");
    response->cache = HTTP_CACHE_NONE;
    buffer_free(&detail);
    return false;
}

static bool read_since(const struct http_request *request, struct http_response *response,
                       struct changes_mark *since)
{
    const char *text = http_params_get(&request->query, "since");
    *since = (struct changes_mark){0};
    if (!text)
        return true;
    if (changes_mark_read(text, since))
        return changes_are_known(request->app->db, since) || refuse_unknown(request, response);
    http_problem(response, request, 400,
                 "since takes what the last answer's since has; without it everything is given.",
                 "since");
    return false;
}

static bool read_limit(const struct http_request *request, struct http_response *response,
                       int64_t *limit)
{
    const char *text = http_params_get(&request->query, "limit");
    *limit = LIMIT_DEFAULT;
    if (!text)
        return true;
    size_t digits = strspn(text, "0123456789");
    *limit = digits && digits < 5 && !text[digits] ? strtoll(text, NULL, 10) : 0;
    if (*limit >= 1 && *limit <= LIMIT_MAX)
        return true;
    http_problem(response, request, 400, "limit takes a whole number from 1 to 100.", "limit");
    return false;
}

static struct json_object *describe(const struct app *app, const struct change *change)
{
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "state", change->is_live ? "live" : "withdrawn");
    json_add_text(entry, "kind", change->kind->name);
    json_add_text(entry, "key", change->key);
    if (change->is_live)
        json_object_object_add(entry, "document", api_plain_view(app, &change->document));
    else
        json_add_shared(entry, "withdrawn", change->withdrawn);
    return entry;
}

/* Adds "next" and the Link header where there is more, and "since" for the next time. */
static void add_since(const struct http_request *request, struct http_response *response,
                      struct json_object *answer, const struct changes_mark *mark, bool more,
                      int64_t limit)
{
    struct buffer since = {0}, path = {0}, link = {0};
    changes_mark_write(mark, &since);
    json_add_text(answer, "since", buffer_text(&since));
    if (more) {
        buffer_printf(&path, "/api/v1/changes?limit=%lld&since=%s", (long long)limit,
                      buffer_text(&since));
        api_add_url(request->app, answer, "next", buffer_text(&path));
        buffer_printf(&link, "<%s>; rel=\"next\"", json_text(answer, "next"));
        http_response_header(response, "Link", buffer_text(&link));
    }
    buffer_free(&since);
    buffer_free(&path);
    buffer_free(&link);
}

static void send_changes(const struct http_request *request, struct http_response *response,
                         const struct changes_mark *since, int64_t limit)
{
    struct db *db = request->app->db;
    struct json_object *answer = json_object_new_object(), *list = json_object_new_array();
    struct changes_mark mark = *since;
    struct change change = {0};
    struct db_rows *rows = changes_start(db, since);
    bool more = changes_next(db, rows, &change);
    for (; more && limit > (int64_t)json_object_array_length(list);
         more = changes_next(db, rows, &change)) {
        mark = change.mark;
        json_object_array_add(list, describe(request->app, &change));
        change_free(&change);
    }
    change_free(&change);
    changes_end(rows);
    if (!more) /* all of this version has been read, what stays internal included */
        mark = (struct changes_mark){.version = request->app->version};
    add_since(request, response, answer, &mark, more, limit);
    json_object_object_add(answer, "changes", list);
    api_send(request, response, answer);
}

void api_changes(const struct http_request *request, struct http_response *response)
{
    struct changes_mark since;
    int64_t limit;
    if (read_since(request, response, &since) && read_limit(request, response, &limit))
        send_changes(request, response, &since, limit);
}

/* --- Everything ------------------------------------------------------------------------------- */

static void put_line(struct buffer *body, struct json_object *value)
{
    buffer_puts(body, json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN |
                                                                JSON_C_TO_STRING_NOSLASHESCAPE));
    buffer_puts(body, "\n");
    json_object_put(value);
}

/* The documents after those that were sent. Each piece is read by itself, so that nobody's publish
 * waits for a slow reader; what changed meanwhile is told by the changes since the first line. */
static bool more_documents(const struct http_request *request, struct http_response *response)
{
    struct document documents[DOWNLOAD_PIECE];
    struct db *db = request->app->db;
    int64_t before, count;
    db_begin_read(db);
    do {
        before = response->position;
        count = changes_live(db, &response->position, DOWNLOAD_PIECE, documents);
    } while (count == 0 && response->position > before);
    for (int64_t i = 0; i < count; i++) {
        put_line(&response->body, api_plain_view(request->app, &documents[i]));
        document_free(&documents[i]);
    }
    db_end_read(db);
    return count > 0 && db_state(db) == DB_OK;
}

void api_download(const struct http_request *request, struct http_response *response)
{
    struct json_object *head = json_object_new_object();
    struct changes_mark now = {.version = request->app->version};
    struct buffer since = {0};
    changes_mark_write(&now, &since);
    json_add_text(head, "since", buffer_text(&since));
    api_add_url(request->app, head, "changes", "/api/v1/changes");
    response->content_type = "application/x-ndjson";
    response->more = more_documents;
    put_line(&response->body, head);
    buffer_free(&since);
}
