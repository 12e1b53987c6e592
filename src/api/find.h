/* Finding the document that an API path names. */
#ifndef AFTERCARE_API_FIND_H
#define AFTERCARE_API_FIND_H

#include "http/response.h"

#include <stdbool.h>

struct document;
struct kind;

/* Looks up the document of kind whose slug the path holds. Where there is none, answers: 308 to
 * where it stands now, 410 with the reason if it was withdrawn, else 404; and returns false. rest
 * is what the path has after the document's own: "" or "/signs". */
bool api_find(const struct http_request *request, struct http_response *response,
              const struct kind *kind, const char *rest, struct document *document);

/* The live treatment that parameter treatment names by its slug, or by one of before. Where there
 * is none, answers 404 and returns false; true with an empty document where the parameter is
 * missing. */
bool api_find_treatment(const struct http_request *request, struct http_response *response,
                        struct document *treatment);

/* The kind that the path names; otherwise answers 404 and returns NULL. */
const struct kind *api_kind_of_path(const struct http_request *request,
                                    struct http_response *response);

#endif
