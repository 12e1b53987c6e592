/* Examples of answers, for the API's description. */
#ifndef AFTERCARE_API_EXAMPLE_H
#define AFTERCARE_API_EXAMPLE_H

struct api_answer;
struct app;
struct http_route;
struct json_object;
struct kind;

/* What the table's example says, as JSON; NULL where it has none. The caller puts it. */
struct json_object *example_of_answer(const struct app *app, const struct api_answer *described);

/* The first document of the kind, in short: by itself, or as the list's one entry. NULL where there
 * is none. The caller puts it. */
struct json_object *example_of_kind(const struct app *app, const struct http_route *route,
                                    const struct kind *kind);

#endif
