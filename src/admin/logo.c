/* The clinic's logo: a page of its own, since a file is sent. What is sent goes into the draft,
 * like what is typed in the form, and under the same rules: who has not seen what stands there now
 * is told, and nothing of theirs is lost (the cleaned picture goes back with the page). */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/draft.h"
#include "content/kind.h"
#include "content/picture.h"
#include "http/multipart.h"
#include "staff/audit.h"
#include "store/db.h"
#include "text/base64.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

/* One post of the page. */
struct logo_post {
    const struct http_request *request;
    struct http_response *response;
    const char *key;
    const char *field;        /* "logo" */
    struct draft_text stored; /* what stands in the database now */
    struct json_object *logo; /* what is to stand there; NULL: none; owned */
    struct buffer left_out;   /* of the file */
    const char *done;         /* for ?done= */
};

/* The field of the kind that holds a picture; NULL if it has none. */
static const char *picture_field(const char *kind_name)
{
    const struct kind *kind = kind_by_name(kind_name);
    for (const struct field *field = kind ? kind->fields : NULL; field && field->name; field++)
        if (field->type == FIELD_PICTURE)
            return field->name;
    return NULL;
}

/* Opens what the path names. False, with the answer given, where it can have no logo. */
static bool open_text(const struct http_request *request, struct http_response *response,
                      struct draft_text *text, const char **field)
{
    const char *key = captured_key(request);
    bool found = key && draft_open(request->app->db, key, text);
    *field = found ? picture_field(text->kind) : NULL;
    if (!*field && db_state(request->app->db) == DB_OK)
        admin_error(request, response, 404, "There is no document of that key that has a logo.");
    return *field != NULL;
}

/* --- The page --------------------------------------------------------------------------------- */

static struct json_object *page_view(const struct http_request *request,
                                     const struct draft_text *text, const char *field)
{
    struct json_object *view = admin_view(request, "The logo");
    struct json_object *logo = json_member(text->body, field);
    struct buffer words = {0};
    entry_add_links(view, text->key);
    entry_add_url(view, "post_url", "/admin/logo/", text->key, "");
    entry_add_url(view, "logo_now_url", "/admin/look/", text->key, "/draft/logo");
    json_object_object_add(view, "version", json_object_new_int64(text->version));
    json_object_object_add(view, "base", json_object_new_int64(text->base));
    json_object_object_add(view, "file_max", json_object_new_int64(PICTURE_FILE_MAX / 1024));
    json_object_object_add(view, "file_bytes", json_object_new_int64(PICTURE_FILE_MAX));
    if (json_object_is_type(logo, json_type_object))
        picture_words(logo, &words);
    json_add_text(view, "words", buffer_text(&words));
    json_object_object_add(view, "has_logo", json_object_new_boolean(words.length > 0));
    buffer_free(&words);
    return view;
}

void admin_logo(const struct http_request *request, struct http_response *response)
{
    struct draft_text text = {0};
    const char *field;
    if (open_text(request, response, &text, &field))
        admin_send(request, response, "admin_logo", page_view(request, &text, field));
    draft_text_free(&text);
}

/* The page again, with why nothing was saved; what was sent comes along, cleaned. */
static void draw_trouble(struct logo_post *post, int status, const struct draft_text *standing,
                         const char *trouble)
{
    struct json_object *view = page_view(post->request, standing, post->field);
    json_add_text(view, "trouble", trouble);
    json_add_text(view, "kept", post->logo ? json_text(post->logo, "data") : NULL);
    json_object_object_add(view, "may_keep", json_object_new_boolean(post->logo != NULL));
    post->response->status = status;
    admin_send(post->request, post->response, "admin_logo", view);
}

/* --- What was sent ---------------------------------------------------------------------------- */

static bool make_logo(struct logo_post *post, const char *name, const char *bytes, size_t length)
{
    struct buffer fault = {0}, words = {0};
    post->logo = picture_make(bytes, length, &post->left_out, &fault);
    if (!post->logo) {
        buffer_printf(&words, "The file “%s” %s. Nothing was changed.", name, buffer_text(&fault));
        draw_trouble(post, 422, &post->stored, buffer_text(&words));
    }
    buffer_free(&fault);
    buffer_free(&words);
    return post->logo != NULL;
}

static bool take_file(struct logo_post *post)
{
    const struct http_request *request = post->request;
    const struct http_part *file = NULL;
    struct http_parts parts;
    bool taken = false;
    if (http_parts_read(&parts, request->content_type, request->body, request->body_length))
        file = http_parts_file(&parts, "file");
    if (file && file->length)
        taken = make_logo(post, file->file_name, file->bytes, file->length);
    else
        draw_trouble(post, 422, &post->stored, "Choose a file first.");
    http_parts_free(&parts);
    post->done = "logo";
    return taken;
}

/* The picture that an earlier answer sent back; cleaned once more, since anybody can write it. */
static bool take_kept(struct logo_post *post)
{
    struct buffer bytes = {0};
    bool taken = false;
    if (base64_read(admin_field(post->request, "kept"), &bytes) && bytes.length)
        taken = make_logo(post, "kept", bytes.data, bytes.length);
    else
        draw_trouble(post, 422, &post->stored, "Choose a file first.");
    buffer_free(&bytes);
    post->done = "logo";
    return taken;
}

static bool take_none(struct logo_post *post)
{
    post->done = "logo-removed";
    return true;
}

/* --- Saving ----------------------------------------------------------------------------------- */

/* The stored text with the other logo. Members stand in the order of the kind's table. */
static struct json_object *body_with_logo(const struct logo_post *post)
{
    struct json_object *body = NULL;
    json_object_deep_copy(post->stored.body, &body, NULL);
    json_object_object_del(body, post->field);
    json_add_shared(body, post->field, post->logo);
    return body;
}

static enum draft_result save(struct logo_post *post, struct draft_text *text,
                              struct draft_text *other)
{
    const struct http_request *request = post->request;
    struct db *db = request->app->db;
    if (db_begin_write(db) != DB_OK)
        return DRAFT_FAILED;
    enum draft_result result =
        draft_save(db, request->now, text, request->session->staff.id, other);
    if (result == DRAFT_SAVED)
        audit_by(db, request->now, admin_actor(request), AUDIT_DRAFT_SAVED, text->key, "the logo");
    return db_commit(db) == DB_OK ? result : DRAFT_FAILED;
}

static void answer_saved(struct logo_post *post, const struct draft_text *text)
{
    struct buffer path = {0};
    buffer_printf(&path, "/admin/logo/%s", post->key);
    if (post->left_out.length && strcmp(json_text(post->logo, "type"), "image/png") != 0) {
        struct json_object *view = page_view(post->request, text, post->field);
        json_add_text(view, "left_out", buffer_text(&post->left_out));
        admin_send(post->request, post->response, "admin_logo", view);
    } else {
        admin_done(post->response, buffer_text(&path), post->done);
    }
    buffer_free(&path);
}

static void answer_failure(struct logo_post *post)
{
    struct db *db = post->request->app->db;
    int status = db_state(db) == DB_FULL ? 507 : 503;
    db_clear_state(db); /* the page says it; what it shows is only read */
    draw_trouble(post, status, &post->stored,
                 status == 507 ? "There is no room on the disk: nothing was saved."
                               : "The database is busy: nothing was saved. Please try again in a "
                                 "moment.");
}

static void answer_conflict(struct logo_post *post, const struct draft_text *standing)
{
    if (standing->body)
        draw_trouble(post, 409, standing,
                     "Somebody else saved or published another text meanwhile, so nothing was "
                     "saved. What you see below is as it stands now.");
    else
        admin_error(post->request, post->response, 409,
                    "The draft was discarded meanwhile, and nothing is published: there is no text "
                    "to put the logo into.");
}

static void save_and_answer(struct logo_post *post)
{
    struct draft_text other = {0};
    struct draft_text text = {
        .key = memory_copy_text(post->key),
        .kind = memory_copy_text(post->stored.kind),
        .version = read_number(admin_field(post->request, "version")),
        .base = read_number(admin_field(post->request, "base")),
        .body = body_with_logo(post),
    };
    switch (save(post, &text, &other)) {
    case DRAFT_SAVED:
    case DRAFT_SAME:
        answer_saved(post, &text);
        break;
    case DRAFT_CONFLICT:
        answer_conflict(post, &other);
        break;
    case DRAFT_FAILED:
        answer_failure(post);
        break;
    }
    draft_text_free(&text);
    draft_text_free(&other);
}

void admin_logo_post(const struct http_request *request, struct http_response *response)
{
    static const struct {
        const char *name;
        bool (*take)(struct logo_post *post);
    } buttons[] = {{"upload", take_file}, {"keep", take_kept}, {"remove", take_none}};
    struct logo_post post = {
        .request = request, .response = response, .key = captured_key(request)};
    const char *name = admin_field(request, "do");
    bool (*take)(struct logo_post *) = take_file;
    if (open_text(request, response, &post.stored, &post.field)) {
        for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++)
            if (strcmp(buttons[i].name, name) == 0)
                take = buttons[i].take;
        if (take(&post))
            save_and_answer(&post);
    }
    draft_text_free(&post.stored);
    json_object_put(post.logo);
    buffer_free(&post.left_out);
}
