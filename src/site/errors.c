/* Error pages: those the daemon sends, and those nginx shows when the daemon cannot. */
#include "base/file.h"
#include "http/problem.h"
#include "site/send.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <string.h>

/* What a page says for a status: the first row of it. The last row stands for every other status.
 */
static const struct error_words {
    int status;
    const char *title;
    const char *text;
    const char *file;     /* the name of nginx's copy, or NULL */
    const char *template; /* NULL: "error", as patients see it */
} error_words[] = {
    {400, "We did not understand that",
     "Something in the address or in what was sent is not as it should be.", "bad-request"},
    {403, "That is not possible from there", "It has to be sent from a page of this site.", NULL},
    {404, "We cannot find that page", "It may have moved, or the address may be mistyped.", NULL},
    {405, "That is not possible here", "This page cannot be used that way.", NULL},
    {413, "That was too much",
     "What was sent is larger than we take, so nothing was done with it. Go back: your browser "
     "still has what you typed. Make it shorter, or the file smaller, and send it again.",
     "too-large"},
    /* Under /admin/. Only nginx says so: what reaches the daemon is answered there. */
    {413, "That was too much",
     "What you sent is larger than is taken, so nothing of it was saved. Go back: your browser "
     "still has what you typed. The page you come from says how large a file may be. Choose a "
     "smaller one, or make the text shorter, and send it again.",
     "too-large-staff", "admin_error"},
    {414, "That address is too long", "Please go to the first page and look from there.",
     "too-long"},
    /* A reader was asked to write, where there is no writer. */
    {421, "That is not possible here",
     "This server only shows pages. Nothing that you sent was kept.", NULL},
    {429, "One moment, please",
     "There were many requests from your connection. Please wait ten seconds and try again.",
     "slow-down"},
    /* Too many answers to "Did this answer your question?". Only nginx says so. */
    {429, "Thank you, that is enough for now",
     "Several answers came from your connection in a short time. This last one was not counted. "
     "Please go back and read on.",
     "enough"},
    {503, "We cannot show this page just now", "Please try again in a few minutes.", "unavailable"},
    {500, "Something went wrong on our side", "Please try again in a few minutes.", NULL},
};
enum { ERROR_WORDS = sizeof error_words / sizeof error_words[0] };

static const struct error_words *words_of(int status)
{
    size_t i = 0;
    while (i < ERROR_WORDS - 1 && error_words[i].status != status)
        i++;
    return &error_words[i];
}

static struct json_object *error_view(const struct app *app, const struct error_words *words,
                                      const char *detail, const char *id)
{
    struct json_object *view = view_layout(app, words->title, NULL);
    json_add_text(view, "words", words->text);
    if (words->template)
        json_add_text(view, "admin_style_url", view_static_url("admin.css"));
    json_add_text(view, "detail", detail);
    json_add_text(view, "request_id", id);
    return view;
}

void site_error(const struct http_request *request, struct http_response *response, int status,
                const char *detail)
{
    const char *id = status >= 500 ? request->id : NULL;
    response->status = status;
    page_send(request, response, "error", error_view(request->app, words_of(status), detail, id));
}

static bool write_page(const char *folder, const char *name, const char *ending,
                       const struct buffer *text)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s.%s", folder, name, ending);
    bool written = file_write(buffer_text(&path), buffer_text(text), text->length);
    buffer_free(&path);
    return written;
}

static bool write_error_files(const struct app *app, const struct error_words *words,
                              const char *folder)
{
    struct json_object *view = error_view(app, words, NULL, NULL);
    struct http_request request = {.id = ""};
    struct http_response problem;
    struct buffer html = {0};
    http_response_init(&problem);
    view_render(app, words->template ? words->template : "error", view, &html);
    http_problem(&problem, &request, words->status, words->text, NULL);
    bool written = write_page(folder, words->file, "html", &html) &&
                   write_page(folder, words->file, "json", &problem.body);
    http_response_free(&problem);
    buffer_free(&html);
    json_object_put(view);
    return written;
}

bool site_write_error_files(const struct app *app, const char *folder)
{
    if (!site_write_brand_files(app, folder))
        return false;
    for (size_t i = 0; i < ERROR_WORDS; i++)
        if (error_words[i].file && !write_error_files(app, &error_words[i], folder))
            return false;
    return true;
}
