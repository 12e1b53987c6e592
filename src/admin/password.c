/* Setting a password: with a one-time link, or one's own anew. */
#include "staff/password.h"
#include "admin/admin.h"
#include "admin/cookies.h"
#include "admin/view.h"
#include "base/memory.h"
#include "staff/link.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* --- Which passwords are taken ---------------------------------------------------------------- */

struct own_words {
    char *text; /* owned; cut into the words */
    const char *list[PASSWORD_OWN_WORDS + 1];
};

/* The person's names and the clinic's, by which others guess. */
static void find_own_words(struct own_words *words, const struct staff *staff,
                           struct json_object *view)
{
    struct json_object *clinic = json_member(view, "clinic");
    const char *title = clinic ? json_text(clinic, "title") : NULL;
    struct buffer text = {0};
    size_t count = 0;
    buffer_printf(&text, "%s %s %s", staff->name, staff->full_name, title ? title : "");
    words->text = buffer_take(&text);
    for (char *word = strtok(words->text, " .,-"); word && count < PASSWORD_OWN_WORDS;
         word = strtok(NULL, " .,-"))
        words->list[count++] = word;
    words->list[count] = NULL;
}

/* What is wrong with the two fields of a new password, or NULL. */
static const char *fault_of(const struct http_request *request, const struct staff *staff,
                            struct json_object *view)
{
    const char *password = admin_field(request, "password");
    struct own_words words;
    if (strcmp(password, admin_field(request, "password_again")) != 0)
        return "The two passwords are not the same. Please type both again.";
    find_own_words(&words, staff, view);
    const char *fault = password_fault(password, words.list);
    free(words.text);
    return fault;
}

/* --- The page --------------------------------------------------------------------------------- */

struct password_page {
    const struct staff *staff;
    const char *link; /* its token, or NULL: one's own password anew */
    const char *title;
    const char *path;
};

static void draw(const struct http_request *request, struct http_response *response,
                 const struct password_page *page, const char *full_name, const char *error)
{
    struct json_object *view = admin_view(request, page->title);
    struct json_object *person = json_object_new_object();
    json_add_text(person, "name", page->staff->name);
    json_add_text(person, "full_name", full_name);
    json_object_object_add(view, "person", person);
    json_object_object_add(view, "by_link", json_object_new_boolean(page->link != NULL));
    json_add_text(view, "own_url", page->path);
    json_add_text(view, "error", error);
    response->status = error ? 422 : 200;
    admin_send(request, response, "admin_password", view);
}

static void set(const struct http_request *request, struct http_response *response,
                const struct password_page *page, const char *full_name)
{
    char hash[PASSWORD_HASH_SIZE], device[SESSION_DEVICE_MAX + 1], token[TOKEN_SIZE];
    struct db *db = request->app->db;
    struct staff_actor actor = {.staff = page->staff, .address = request->remote_address};
    if (!password_hash(db, admin_field(request, "password"), hash)) {
        draw(request, response, page, full_name,
             "Many people are signing in at this moment. Please try again.");
        return;
    }
    session_device_words(request->user_agent, device);
    enum staff_result result = password_set(db, request->now, actor, page->link, hash,
                                            page->link ? full_name : NULL, device, token);
    if (result == STAFF_BAD_FULL_NAME) {
        draw(request, response, page, full_name, staff_result_words(result));
    } else if (result == STAFF_DONE) {
        cookies_set_session(request, response, token);
        admin_done(response, page->link ? "/admin/" : "/admin/account", "password");
    } else if (result != STAFF_FAILED) {
        admin_error(request, response, 404, "This link was used already. Sign in instead.");
    }
}

static void take(const struct http_request *request, struct http_response *response,
                 const struct password_page *page, const char *full_name)
{
    struct json_object *view = admin_view(request, "");
    const char *fault = fault_of(request, page->staff, view);
    json_object_put(view);
    if (fault)
        draw(request, response, page, full_name, fault);
    else
        set(request, response, page, full_name);
}

/* --- A link ----------------------------------------------------------------------------------- */

/* False, with the answer, where the link is none. */
static bool find_link(const struct http_request *request, struct http_response *response,
                      struct staff *staff, struct password_page *page)
{
    const char *token = http_params_get(&request->captured, "token");
    *page = (struct password_page){
        .staff = staff, .link = token, .title = "Choose a password", .path = request->path};
    if (link_find(request->app->db, request->now, token, staff))
        return true;
    admin_error(request, response, 404,
                "This link was used already, is older than a day, or was replaced by another. An "
                "administrator can make a new one.");
    return false;
}

void admin_link_page(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    struct password_page page;
    if (find_link(request, response, &staff, &page))
        draw(request, response, &page, staff.full_name, NULL);
}

void admin_link(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    struct password_page page;
    if (find_link(request, response, &staff, &page))
        take(request, response, &page, admin_field(request, "full_name"));
}

/* --- One's own -------------------------------------------------------------------------------- */

static struct password_page own_page(const struct http_request *request)
{
    return (struct password_page){.staff = &request->session->staff,
                                  .title = "Change your password",
                                  .path = "/admin/account/password"};
}

void admin_password_page(const struct http_request *request, struct http_response *response)
{
    struct password_page page = own_page(request);
    draw(request, response, &page, page.staff->full_name, NULL);
}

void admin_password(const struct http_request *request, struct http_response *response)
{
    struct password_page page = own_page(request);
    take(request, response, &page, page.staff->full_name);
}
