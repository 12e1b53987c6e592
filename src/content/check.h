/* Checking a document against the table of its kind. */
#ifndef AFTERCARE_CONTENT_CHECK_H
#define AFTERCARE_CONTENT_CHECK_H

#include "content/faults.h"

struct json_object;
struct kind;

/* Bytes of Markdown in one document, all its texts together: some ten times what the longest one of
 * a clinic has. The parser takes its time over some texts; this bounds it for a whole document. */
enum { DOCUMENT_MARKDOWN_MAX = 200000 };

/* Adds every fault of document: unknown, missing and badly typed members, limits, sources that
 * are not listed, rules over several fields. Whether its references are live is publish's to
 * say. Returns its kind, or NULL where that is not known (nothing else is checked then). */
const struct kind *document_check(struct json_object *document, struct faults *faults);

#endif
