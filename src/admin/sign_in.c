#include "admin/sign_in.h"

#include "admin/admin.h"
#include "admin/carry.h"
#include "admin/cookies.h"
#include "admin/view.h"
#include "staff/sign_in.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdio.h>

const char *const admin_sign_in_query[] = {"next", "done", NULL};

/* --- Pages ------------------------------------------------------------------------------------ */

void admin_ask_sign_in(const struct http_request *request, struct http_response *response)
{
    if (request->method != HTTP_POST) {
        carry_to(request, response, "/admin/sign-in");
        return;
    }
    struct json_object *view = admin_view(request, "Sign in");
    carry_request(request, view);
    response->status = 403;
    admin_send(request, response, "admin_sign_in", view);
}

void admin_ask_password(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = admin_view(request, "Your password, please");
    carry_request(request, view);
    response->status = 403;
    admin_send(request, response, "admin_prove", view);
}

static void draw_again(const struct http_request *request, struct http_response *response,
                       const char *template_name, const char *title, const char *error,
                       const char *ticket)
{
    struct json_object *view = admin_view(request, title);
    carry_again(request, view);
    json_add_text(view, "error", error);
    json_add_text(view, "name", admin_field(request, "name"));
    json_add_text(view, "ticket", ticket);
    response->status = error ? 422 : 200;
    admin_send(request, response, template_name, view);
}

void admin_pause_words(int64_t seconds, struct buffer *out)
{
    if (seconds < 90)
        buffer_printf(out,
                      "There were several wrong tries. Please wait %d seconds, then try again.",
                      (int)seconds);
    else
        buffer_printf(out, "There were many wrong tries. Please wait %d minutes, then try again.",
                      (int)((seconds + 59) / 60));
}

/* The page once more with what is wrong. */
static void draw_refusal(const struct http_request *request, struct http_response *response,
                         enum sign_in_result result, int64_t wait, const char *wrong,
                         const char *template_name, const char *title, const char *ticket)
{
    struct buffer words = {0};
    if (result == SIGN_IN_PAUSED)
        admin_pause_words(wait, &words);
    else if (result == SIGN_IN_BUSY)
        buffer_puts(&words, "Many people are signing in at this moment. Please try again.");
    else if (result == SIGN_IN_EXPIRED)
        buffer_puts(&words, "That took more than five minutes. Please type name and password "
                            "again.");
    else
        buffer_puts(&words, wrong);
    draw_again(request, response, template_name, title, buffer_text(&words), ticket);
    if (result == SIGN_IN_PAUSED || result == SIGN_IN_BUSY)
        response->status = 429;
    buffer_free(&words);
}

/* --- Signing in ------------------------------------------------------------------------------- */

void admin_sign_in_page(const struct http_request *request, struct http_response *response)
{
    if (request->session)
        admin_go(response, "/admin/");
    else
        draw_again(request, response, "admin_sign_in", "Sign in", NULL, NULL);
}

/* The old session of this browser, if any, ends with the new one. */
static void let_in(const struct http_request *request, struct http_response *response,
                   const struct sign_in *sign_in)
{
    struct db *db = request->app->db;
    struct staff_session session;
    struct http_request signed_in = *request;
    if (request->session)
        session_end(db, request->now, admin_actor(request), request->session->staff.id,
                    request->session->id, true);
    cookies_set_session(request, response, sign_in->token);
    cookies_set_known(request, response, buffer_text(&sign_in->mark));
    if (!session_find(db, request->now, sign_in->token, &session))
        return;
    signed_in.session = &session;
    carry_on(&signed_in, response);
}

static void answer(const struct http_request *request, struct http_response *response,
                   struct sign_in *sign_in, enum sign_in_result result, const char *ticket)
{
    static const char wrong_words[] =
        "The name or the password is not right. Please type both again.";
    static const char wrong_code[] = "The code is not right, or it was used already. Please wait "
                                     "for the next one, or use a recovery code.";
    switch (result) {
    case SIGN_IN_DONE:
        let_in(request, response, sign_in);
        break;
    case SIGN_IN_CODE:
        draw_again(request, response, "admin_sign_in_code", "One-time code", NULL,
                   buffer_text(&sign_in->ticket));
        break;
    case SIGN_IN_FAILED:
        break; /* the wrapper answers for the database */
    default:
        if (ticket && result != SIGN_IN_EXPIRED)
            draw_refusal(request, response, result, sign_in->wait, wrong_code, "admin_sign_in_code",
                         "One-time code", ticket);
        else
            draw_refusal(request, response, result, sign_in->wait, wrong_words, "admin_sign_in",
                         "Sign in", NULL);
    }
}

static struct sign_in sign_in_of(const struct http_request *request, char mark[HTTP_COOKIE_MAX + 1])
{
    return (struct sign_in){
        .address = request->remote_address,
        .user_agent = request->user_agent,
        .known = cookies_known(request, mark) ? mark : NULL,
    };
}

void admin_sign_in(const struct http_request *request, struct http_response *response)
{
    char mark[HTTP_COOKIE_MAX + 1];
    struct sign_in sign_in = sign_in_of(request, mark);
    enum sign_in_result result =
        sign_in_with_password(request->app->db, request->now, &sign_in,
                              admin_field(request, "name"), admin_field(request, "password"));
    answer(request, response, &sign_in, result, NULL);
    sign_in_free(&sign_in);
}

void admin_sign_in_code(const struct http_request *request, struct http_response *response)
{
    char mark[HTTP_COOKIE_MAX + 1];
    struct sign_in sign_in = sign_in_of(request, mark);
    const char *ticket = admin_field(request, "ticket");
    enum sign_in_result result = sign_in_with_code(request->app->db, request->now, &sign_in, ticket,
                                                   admin_field(request, "code"));
    answer(request, response, &sign_in, result, ticket);
    sign_in_free(&sign_in);
}

void admin_sign_out(const struct http_request *request, struct http_response *response)
{
    const struct staff_session *session = request->session;
    session_end(request->app->db, request->now, admin_actor(request), session->staff.id,
                session->id, true);
    cookies_end_session(request, response);
    admin_done(response, "/admin/sign-in", "signed-out");
}

/* --- The password again ----------------------------------------------------------------------- */

void admin_prove(const struct http_request *request, struct http_response *response)
{
    int64_t wait = 0;
    enum sign_in_result result =
        sign_in_again(request->app->db, request->now, request->session, request->remote_address,
                      admin_field(request, "password"), &wait);
    if (result == SIGN_IN_DONE)
        carry_on_proved(request, response);
    else if (result != SIGN_IN_FAILED)
        draw_refusal(request, response, result, wait, "The password is not right.", "admin_prove",
                     "Your password, please", NULL);
}

void admin_top(const struct http_request *request, struct http_response *response)
{
    (void)request;
    http_response_redirect(response, 308, "/admin/");
}
