/* What a page says, once more in the words of schema.org, as JSON-LD in the page. From the same
 * documents as the page; what the clinic has not confirmed is left out. */
#ifndef AFTERCARE_VIEW_SCHEMA_ORG_H
#define AFTERCARE_VIEW_SCHEMA_ORG_H

#include "view/app.h"

struct document;
struct json_object;

/* Adds "schema_org_html" to view: a script element of type application/ld+json that nothing in the
 * documents can end, for the page of document (BreadcrumbList, MedicalWebPage, and by its kind
 * MedicalProcedure or FAQPage). To be called before the document is marked for the templates or
 * after; it reads members of the document alone. */
void schema_org_document(const struct app *app, struct json_object *view,
                         const struct document *document);

/* The same for a page that stands for the clinic: MedicalClinic, with its places. */
void schema_org_clinic(const struct app *app, struct json_object *view);

/* The same for the list of questions whose entries (content/document.h) it shows: FAQPage. */
void schema_org_questions(const struct app *app, struct json_object *view,
                          struct json_object *entries);

#endif
