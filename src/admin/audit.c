/* The audit trail: to read, to filter, to take along. */
#include "staff/audit.h"

#include "admin/admin.h"
#include "admin/view.h"
#include "content/moment.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <ctype.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_SHOWN = 100, LINES_EXPORTED = 100000 };

const char *const admin_audit_query[] = {"who", "action", "document", "before", NULL};

static const char *asked(const struct http_request *request, const char *name)
{
    const char *value = http_params_get(&request->query, name);
    return value && *value ? value : NULL;
}

/* False where a name is nobody's: nothing fits then. */
static bool read_filter(const struct http_request *request, struct audit_filter *filter)
{
    struct staff staff;
    const char *who = asked(request, "who"), *before = asked(request, "before");
    int64_t id = before ? strtoll(before, NULL, 10) : 0;
    *filter = (struct audit_filter){.before = id > 0 ? id : INT64_MAX,
                                    .action = asked(request, "action"),
                                    .document = asked(request, "document")};
    if (!who)
        return true;
    if (!staff_by_name(request->app->db, who, &staff))
        return false;
    filter->staff = staff.id;
    return true;
}

/* --- The page --------------------------------------------------------------------------------- */

struct page {
    struct json_object *view, *lines;
    int64_t last;
};

static void add_line(const struct audit_line *line, void *context)
{
    struct page *page = context;
    struct json_object *object = json_object_new_object();
    const char *words = audit_action_words(line->action);
    admin_add_moment(page->view, object, "at", line->at);
    json_add_text(object, "who", line->who);
    json_add_text(object, "action", words ? words : line->action);
    json_add_text(object, "document", line->document);
    if (*line->detail)
        json_add_text(object, "detail", line->detail);
    json_add_text(object, "address", line->address);
    json_object_array_add(page->lines, object);
    page->last = line->id;
}

static void add_actions(struct json_object *view, const char *chosen)
{
    struct json_object *actions = json_object_new_array();
    for (int i = 0; i < AUDIT_ACTIONS; i++) {
        const char *name = audit_action_name((enum audit_action)i);
        struct json_object *action = json_object_new_object();
        json_add_text(action, "value", name);
        json_add_text(action, "words", audit_action_words(name));
        json_object_object_add(action, "chosen",
                               json_object_new_boolean(chosen && strcmp(chosen, name) == 0));
        json_object_array_add(actions, action);
    }
    json_object_object_add(view, "actions", actions);
}

static void put_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        buffer_printf(out, isalnum(byte) || strchr("-._~", byte) ? "%c" : "%%%02X", byte);
    }
}

/* path with the filter, and the line before which it goes on (0: none). */
static void add_url(const struct http_request *request, struct json_object *view, const char *name,
                    const char *path, int64_t before)
{
    struct buffer url = {0};
    char mark = '?';
    buffer_puts(&url, path);
    for (const char *const *each = admin_audit_query; *each; each++) {
        const char *value = asked(request, *each);
        if (!value || strcmp(*each, "before") == 0)
            continue;
        buffer_printf(&url, "%c%s=", mark, *each);
        put_escaped(&url, value);
        mark = '&';
    }
    if (before)
        buffer_printf(&url, "%cbefore=%" PRId64, mark, before);
    json_add_text(view, name, buffer_text(&url));
    buffer_free(&url);
}

void admin_audit(const struct http_request *request, struct http_response *response)
{
    struct audit_filter filter;
    struct page page = {.view = admin_view(request, "Audit trail"),
                        .lines = json_object_new_array()};
    size_t count = 0;
    if (read_filter(request, &filter))
        count = audit_read(request->app->db, &filter, LINES_SHOWN, add_line, &page);
    json_object_object_add(page.view, "lines", page.lines);
    json_object_object_add(page.view, "has_lines", json_object_new_boolean(count > 0));
    if (count == LINES_SHOWN)
        add_url(request, page.view, "older_url", "/admin/audit", page.last);
    add_url(request, page.view, "export_url", "/admin/audit/export", 0);
    add_actions(page.view, filter.action);
    json_add_text(page.view, "who", asked(request, "who"));
    json_add_text(page.view, "document", filter.document);
    admin_send(request, response, "admin_audit", page.view);
}

/* --- To take along ---------------------------------------------------------------------------- */

static void put_line(const struct audit_line *line, void *context)
{
    struct buffer *out = context, moment = {0};
    struct json_object *object = json_object_new_object();
    moment_rfc3339((time_t)line->at, &moment);
    json_object_object_add(object, "id", json_object_new_int64(line->id));
    json_add_text(object, "at", buffer_text(&moment));
    json_add_text(object, "who", line->who);
    json_add_text(object, "action", line->action);
    json_add_text(object, "document", line->document);
    json_add_text(object, "detail", line->detail);
    json_add_text(object, "address", line->address);
    buffer_puts(out, json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN |
                                                                JSON_C_TO_STRING_NOSLASHESCAPE));
    buffer_putc(out, '\n');
    json_object_put(object);
    buffer_free(&moment);
}

/* A line each, the newest first; where there are more than LINES_EXPORTED, "before" goes on. */
void admin_audit_export(const struct http_request *request, struct http_response *response)
{
    struct audit_filter filter;
    response->content_type = "application/x-ndjson";
    http_response_header(response, "Content-Disposition",
                         "attachment; filename=\"audit-trail.jsonl\"");
    if (read_filter(request, &filter))
        audit_read(request->app->db, &filter, LINES_EXPORTED, put_line, &response->body);
}
