/* Making texts live on behalf of a member of staff: what the pages of this folder that publish have
 * in common. The revisions, the end of the drafts and the lines of the audit trail are written in
 * one transaction. */
#ifndef AFTERCARE_ADMIN_RELEASE_H
#define AFTERCARE_ADMIN_RELEASE_H

#include "content/publish.h"
#include "http/request.h"
#include "http/response.h"
#include "staff/audit.h"

#include <stdbool.h>

enum { RELEASE_MAX = 200 }; /* documents in one act */

/* One text on its way. The caller fills what stands above the line. */
struct release_item {
    const char *key; /* borrowed */
    int64_t version; /* of the draft that goes live, as the person saw it; 0: the text was made
                        here, and there must be no draft, since it would lose its base */
    enum audit_action action; /* AUDIT_PUBLISHED … */
    const char *detail;       /* for the audit trail, beside the revision; NULL: none; borrowed */
    /* --- */
    struct draft draft; /* of release_prepare */
    bool moved;         /* the draft is not the one that the person saw */
};

/* Checks and renders body (taken over), which was made from the live revision base (0: none), as
 * revisions by the request's member of staff. note is borrowed. Faults stand in item->draft. */
void release_prepare(const struct http_request *request, struct release_item *item,
                     struct json_object *body, int64_t base, const char *note);

/* Publishes all, or none: PUBLISH_REFUSED where an item has faults or has moved. */
enum publish_result release_publish(const struct http_request *request, struct release_item *items,
                                    size_t count);

/* The end of an act on one document: publishes it and goes on to path and its key, with done, or
 * answers for a database that failed. False where it was refused: the status is set, and the caller
 * draws its page again with the faults. */
bool release_one(const struct http_request *request, struct http_response *response,
                 struct release_item *item, const char *path, const char *done);

void release_free(struct release_item *items, size_t count);

#endif
