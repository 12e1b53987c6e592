/* Sending JSON. */
#ifndef AFTERCARE_API_SEND_H
#define AFTERCARE_API_SEND_H

#include "http/response.h"
#include "view/app.h"

#include <stdbool.h>

struct document;
struct json_object;
struct kind;

/* Sends value (put here) as the response's body: one line, or indented with ?pretty=1. Answers
 * 400 where pretty is neither 0 nor 1. */
void api_send(const struct http_request *request, struct http_response *response,
              struct json_object *value);

/* The document as the API gives it: its body, then "updated" and "links". The caller puts it;
 * document keeps its body. */
struct json_object *api_view(const struct app *app, const struct document *document);

/* The same without what refers to it and what it refers to: for mirrors, which have those too. */
struct json_object *api_plain_view(const struct app *app, const struct document *document);

/* Adds what a search (content/search.h) tells besides its results: total, total_is_least, cut, and
 * where they are there corrected, suggestion and nearest. */
void api_add_search_notes(const struct app *app, struct json_object *object,
                          struct json_object *found);

/* There is no document of kind called slug: 410 with the reason where it was withdrawn, 308 where
 * it is called otherwise now, else 404. */
void api_answer_missing(const struct http_request *request, struct http_response *response,
                        const struct kind *kind, const char *slug);

/* Adds member name to object: the absolute address of a path. */
void api_add_url(const struct app *app, struct json_object *object, const char *name,
                 const char *path);

#endif
