/* The aftercare as a picture: a bar for each step and sign, from its beginning to its end. */
#ifndef AFTERCARE_VIEW_PICTURE_H
#define AFTERCARE_VIEW_PICTURE_H

struct json_object;

/* Adds "picture" to the view of a checklist's page: "columns", the lengths of time at which
 * something ends ("72 hours"), equally wide whatever their length, so that hours can be told apart
 * beside weeks; and "rows", each with its title, look (the class), words, anchor_url, and its bar
 * in hundredths of the width (start, length). A step with no fixed end has is_open. Every row says
 * in words what its bar shows. general is the plan without a date (plan/plan.h); checklist is a
 * body. Nothing is added where nothing ends. */
void view_add_picture(struct json_object *view, struct json_object *general,
                      struct json_object *checklist);

#endif
