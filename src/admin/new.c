/* Beginning a document: its title makes its key and its address. */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/document.h"
#include "content/draft.h"
#include "content/kind.h"
#include "staff/audit.h"
#include "store/db.h"
#include "text/json.h"
#include "text/slug.h"
#include "text/utf8.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_MAX = 200, TRIES_MAX = 1000 };

/* --- The page --------------------------------------------------------------------------------- */

static bool may_be_new(struct db *db, const struct kind *kind)
{
    return !kind->only_one || document_count(db, kind) == 0;
}

static void send_page(const struct http_request *request, struct http_response *response,
                      const struct kind *chosen, const char *trouble)
{
    struct json_object *view = admin_view(request, "A new document");
    struct json_object *list = json_object_new_array();
    for (const struct kind *kind = kinds; kind->name; kind++) {
        if (!may_be_new(request->app->db, kind))
            continue;
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "kind", kind->name);
        json_add_text(entry, "label", kind->label);
        entry_add_url(entry, "new_url", "/admin/new/", kind->name, "");
        json_add_text(entry, "typed", kind == chosen ? admin_field(request, "title") : "");
        json_add_text(entry, "trouble", kind == chosen && trouble ? trouble : "");
        json_object_array_add(list, entry);
    }
    json_object_object_add(view, "kinds", list);
    admin_send(request, response, "admin_new", view);
}

void admin_new(const struct http_request *request, struct http_response *response)
{
    send_page(request, response, NULL, NULL);
}

/* --- Making it -------------------------------------------------------------------------------- */

static bool is_taken(struct db *db, const struct kind *kind, const char *key)
{
    struct draft_text draft;
    bool taken = draft_open(db, key, &draft);
    draft_text_free(&draft);
    if (taken)
        return true;
    struct db_rows *row = db_query(db, DB_DOCUMENT_BY_KIND_SLUG, "ss", kind->name, key);
    taken = db_next(row);
    db_end(row);
    return taken;
}

/* The title as a key; the second of that name is "NAME-2". False if there is no end to them. */
static bool find_key(struct db *db, const struct kind *kind, const char *title, struct buffer *key)
{
    struct buffer stem = {0};
    bool found = false;
    slug_make(title, &stem);
    if (!stem.length)
        buffer_puts(&stem, kind->name); /* a title without a letter that a slug may hold */
    for (int i = 1; i <= TRIES_MAX && !found; i++) {
        struct buffer ending = {0};
        if (i > 1)
            buffer_printf(&ending, "-%d", i);
        size_t room = SLUG_MAX - ending.length;
        size_t length = stem.length < room ? stem.length : room;
        while (length > 1 && buffer_text(&stem)[length - 1] == '-')
            length--;
        buffer_clear(key);
        buffer_append(key, buffer_text(&stem), length);
        buffer_puts(key, buffer_text(&ending));
        found = !is_taken(db, kind, buffer_text(key));
        buffer_free(&ending);
    }
    buffer_free(&stem);
    return found;
}

/* The language of the clinic's own page. */
static void add_language(struct db *db, struct json_object *body)
{
    struct document clinic = {0};
    bool found = document_first(db, kind_by_name("clinic"), &clinic);
    const char *language = found ? json_text(clinic.body, "lang") : NULL;
    json_add_text(body, "lang", language ? language : "en");
    document_free(&clinic);
}

static struct json_object *first_body(struct db *db, const struct kind *kind, const char *key,
                                      const char *title)
{
    struct json_object *body = json_object_new_object();
    json_add_text(body, "kind", kind->name);
    json_add_text(body, "key", key);
    json_add_text(body, "slug", key);
    add_language(db, body);
    json_add_text(body, "title", title);
    return body;
}

/* In one transaction, so that two who begin the same at once get a key each. */
static bool create(const struct http_request *request, const struct kind *kind, const char *title,
                   struct buffer *key)
{
    struct db *db = request->app->db;
    struct draft_text other = {0}, draft = {0};
    if (db_begin_write(db) != DB_OK)
        return false;
    bool created = find_key(db, kind, title, key);
    if (created) {
        draft = (struct draft_text){
            .key = memory_copy_text(buffer_text(key)),
            .kind = memory_copy_text(kind->name),
            .body = first_body(db, kind, buffer_text(key), title),
        };
        created =
            draft_save(db, request->now, &draft, request->session->staff.id, &other) == DRAFT_SAVED;
        audit_by(db, request->now, admin_actor(request), AUDIT_DRAFT_SAVED, draft.key, "new");
    }
    draft_text_free(&draft);
    draft_text_free(&other);
    if (created)
        return db_commit(db) == DB_OK;
    db_roll_back(db);
    return false;
}

static const char *trouble_with_title(const char *title)
{
    if (!*title)
        return "Please write a title: it also makes the page's address.";
    if (utf8_count(title) > TITLE_MAX)
        return "That title is too long: 200 letters at most.";
    return NULL;
}

/* The title without blanks around it. */
static char *typed_title(const struct http_request *request)
{
    struct buffer title = {0};
    const char *text = admin_field(request, "title");
    size_t length;
    text += strspn(text, " \t\r\n");
    length = strlen(text);
    while (length && strchr(" \t\r\n", text[length - 1]))
        length--;
    buffer_append(&title, text, length);
    return buffer_take(&title);
}

void admin_new_post(const struct http_request *request, struct http_response *response)
{
    const struct kind *kind = kind_by_name(http_params_get(&request->captured, "kind"));
    struct buffer key = {0}, path = {0};
    if (!kind || !may_be_new(request->app->db, kind)) {
        admin_error(request, response, 404, kind ? "There is one already." : NULL);
        return;
    }
    char *title = typed_title(request);
    const char *trouble = trouble_with_title(title);
    if (trouble) {
        response->status = 422;
        send_page(request, response, kind, trouble);
    } else if (create(request, kind, title, &key)) {
        buffer_printf(&path, "/admin/documents/%s", buffer_text(&key));
        admin_done(response, buffer_text(&path), "created");
    }
    free(title);
    buffer_free(&key);
    buffer_free(&path);
}
