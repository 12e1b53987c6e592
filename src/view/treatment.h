/* The views of what a treatment's patients read. */
#ifndef AFTERCARE_VIEW_TREATMENT_H
#define AFTERCARE_VIEW_TREATMENT_H

struct app;
struct document;
struct json_object;

/* Each adds what its template needs to a view made by view_layout. */
void view_treatment(const struct app *app, struct json_object *view,
                    const struct document *treatment);
void view_checklist(const struct app *app, struct json_object *view,
                    const struct document *checklist);
void view_faq(const struct app *app, struct json_object *view, const struct document *faq);
void view_comparison(const struct app *app, struct json_object *view,
                     const struct document *comparison);

#endif
