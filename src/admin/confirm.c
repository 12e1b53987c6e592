/* Confirming a claim: one button, its source beside it. A publisher's press is live at once; where
 * there is a draft, or the person is an editor, it goes into the draft. */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/release.h"
#include "admin/view.h"
#include "content/claims.h"
#include "content/draft.h"
#include "content/history.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

static const char *refusal_words(enum claim_result result)
{
    switch (result) {
    case CLAIM_ALREADY:
        return "This is confirmed already.";
    case CLAIM_REWRITTEN:
        return "The draft of this document says something else there. Open the draft and confirm "
               "it "
               "in the form.";
    default:
        return "There is no such statement in this document any more.";
    }
}

/* Several figures: one must be chosen, in the form, at that field. */
static void send_to_field(struct http_response *response, const char *key, const char *path)
{
    struct buffer url = {0};
    buffer_printf(&url, "/admin/documents/%s?done=choose-figure#f-%s", key, path);
    admin_go(response, buffer_text(&url));
    buffer_free(&url);
}

static void put_detail(const char *path, struct buffer *detail)
{
    buffer_puts(detail, *path ? path : "the answer");
}

/* --- Live at once ----------------------------------------------------------------------------- */

static void publish_confirmed(const struct http_request *request, struct http_response *response,
                              const char *key, const struct revision *live, const char *path)
{
    struct buffer note = {0};
    struct json_object *body = NULL;
    struct release_item item = {
        .key = key, .action = AUDIT_CONFIRMED, .detail = *path ? path : "the answer"};
    buffer_puts(&note, "Confirmed: ");
    put_detail(path, &note);
    json_object_deep_copy(live->body, &body, NULL);
    claim_confirm(body, path, body);
    release_prepare(request, &item, body, live->number, buffer_text(&note));
    enum publish_result result = release_publish(request, &item, 1);
    if (result == PUBLISH_DONE)
        admin_done(response, "/admin/", "confirmed");
    else if (result == PUBLISH_REFUSED)
        admin_error(request, response, 409,
                    item.moved ? "Somebody has just begun a draft of this document. Nothing was "
                                 "done: go back and look again."
                               : "The document has just changed, or does not pass its checks any "
                                 "more. Nothing was done: open it and publish it from the form.");
    release_free(&item, 1);
    buffer_free(&note);
}

/* --- Into the draft --------------------------------------------------------------------------- */

static enum draft_result save_confirmed(const struct http_request *request,
                                        struct draft_text *draft, const char *path)
{
    struct db *db = request->app->db;
    struct draft_text other = {0};
    struct buffer detail = {0};
    enum draft_result result = DRAFT_FAILED;
    if (db_begin_write(db) == DB_OK) {
        result = draft_save(db, request->now, draft, request->session->staff.id, &other);
        put_detail(path, &detail);
        buffer_puts(&detail, ", in the draft");
        if (result == DRAFT_SAVED)
            audit_by(db, request->now, admin_actor(request), AUDIT_CONFIRMED, draft->key,
                     buffer_text(&detail));
        if (db_commit(db) != DB_OK)
            result = DRAFT_FAILED;
    }
    buffer_free(&detail);
    draft_text_free(&other);
    return result;
}

static void draft_confirmed(const struct http_request *request, struct http_response *response,
                            struct draft_text *draft, const struct revision *live, const char *path)
{
    enum claim_result claim = claim_confirm(live->body, path, draft->body);
    if (claim != CLAIM_CONFIRMED) {
        admin_error(request, response, 409, refusal_words(claim));
        return;
    }
    enum draft_result result = save_confirmed(request, draft, path);
    if (result == DRAFT_SAVED)
        admin_done(response, "/admin/", "confirmed-draft");
    else if (result != DRAFT_FAILED)
        admin_error(request, response, 409,
                    "Somebody has just saved this document. Nothing was done: go back and look "
                    "again.");
}

/* --- Which of the two ------------------------------------------------------------------------- */

static void confirm(const struct http_request *request, struct http_response *response,
                    const char *key, const struct revision *live)
{
    const char *path = admin_field(request, "path");
    struct draft_text draft;
    struct json_object *trial = NULL;
    json_object_deep_copy(live->body, &trial, NULL);
    enum claim_result result = claim_confirm(trial, path, trial);
    json_object_put(trial);
    bool there = draft_open(request->app->db, key, &draft);
    if (result == CLAIM_DIFFERS)
        send_to_field(response, key, path);
    else if (result != CLAIM_CONFIRMED)
        admin_error(request, response, 409, refusal_words(result));
    else if (live->number != read_number(admin_field(request, "number")))
        admin_error(request, response, 409,
                    "The document was published again since you looked at it. Nothing was done: "
                    "go back and look again.");
    else if (there && draft.version == 0 && staff_may(&request->session->staff, STAFF_PUBLISHER))
        publish_confirmed(request, response, key, live, path);
    else if (there)
        draft_confirmed(request, response, &draft, live, path);
    draft_text_free(&draft);
}

void admin_confirm_post(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request);
    struct revision live = {0};
    if (key && history_live(request->app->db, key, &live))
        confirm(request, response, key, &live);
    else
        admin_error(request, response, 404, "There is no document of that name.");
    revision_free(&live);
}
