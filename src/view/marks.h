/* What a template cannot ask by itself: whether a list holds anything, whether figures differ,
 * what a source is called. */
#ifndef AFTERCARE_VIEW_MARKS_H
#define AFTERCARE_VIEW_MARKS_H

struct json_object;

/* Adds to body (a live document's, owned by the caller) and to the objects in it:
 *   has_X         where the list X is not empty
 *   X_differ      where a list of figures (figures, eases, gone) has more than one
 *   X_agree       where it has exactly one
 *   unconfirmed   where confirmed is false
 *   source_title  where there is a source
 *   source_url    its url, under a name that templates may link
 *   is_VALUE      for action, phase, urgency and kind: is_do_not, is_after, is_unstated … */
void view_mark(struct json_object *body);

/* Adds list (taken over) under name, with has_NAME, where it holds anything. */
void view_add_list(struct json_object *view, const char *name, struct json_object *list);

#endif
