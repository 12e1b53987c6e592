/* The edit form of one document, as a page. */
#ifndef AFTERCARE_ADMIN_EDIT_H
#define AFTERCARE_ADMIN_EDIT_H

#include "content/draft.h"
#include "content/faults.h"
#include "http/request.h"
#include "http/response.h"

struct db;
struct json_object;
struct kind;

struct edit_page {
    const struct kind *kind;
    const struct draft_text *shown; /* what stands in the form, with the version that it carries */
    const struct draft_text *other; /* DRAFT_CONFLICT: what somebody else saved; or NULL */
    const char *focus;              /* form_make's; NULL for none */
    const char *trouble;            /* why nothing was saved, in words; NULL: nothing is wrong */
    bool unsaved;                   /* what stands in the form is not saved */
};

/* Adds all that is in the way of publishing a draft by itself to faults. */
void edit_check(struct db *db, struct json_object *body, struct faults *faults);

/* Draws it. The caller has set the response's status where it is not 200. */
void edit_page_send(const struct http_request *request, struct http_response *response,
                    const struct edit_page *page);

#endif
