/* "Is this normal?": the signs of one treatment. */
#ifndef AFTERCARE_VIEW_SIGNS_H
#define AFTERCARE_VIEW_SIGNS_H

struct app;
struct db;
struct document;
struct json_object;

/* The signs of a treatment as three groups, in the order of urgency, those that are empty left out:
 * an array of {urgency, title, words, signs: [the claims, as content/claim_rows.h gives them]},
 * which the caller puts. */
struct json_object *signs_by_urgency(struct db *db, const char *treatment);

/* Adds what the template "signs" needs to a view made by view_layout. */
void view_signs(const struct app *app, struct json_object *view, const struct document *treatment);

#endif
