/* The faults of a document as staff read them: by the labels of the form, each with the way to its
 * field. */
#ifndef AFTERCARE_ADMIN_SUMMARY_H
#define AFTERCARE_ADMIN_SUMMARY_H

#include "content/faults.h"

struct json_object;

/* Adds "faults" to view, [{label, message, fault_url}] with has_faults and faults_count. body is
 * the document of that key that the faults are of, in its kind's form; faults NULL: none. fault_url
 * is missing where the form has no such field. */
void view_add_faults(struct json_object *view, const char *key, struct json_object *body,
                     const struct faults *faults);

#endif
