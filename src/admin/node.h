/* The nodes of a form's tree: what one field, one list or one entry of a list is to the template.
 *
 * Mustache looks a name up in the surrounding objects where the innermost has none, so every node
 * has every name that admin_field.mustache asks for, if only as "". */
#ifndef AFTERCARE_ADMIN_NODE_H
#define AFTERCARE_ADMIN_NODE_H

#include "base/buffer.h"
#include "content/kind.h"

#include <stdbool.h>
#include <stddef.h>

struct faults;
struct json_object;

/* What making the nodes of one form shares. */
struct node_walk {
    const struct faults *faults; /* borrowed */
    struct json_object *by_path; /* path to an array of the indices of its faults; owned */
    bool *told;                  /* of each fault: it stands beside its field; owned */
    size_t told_count;
    struct json_object *summary; /* gets {label, message, field_url} of each fault; borrowed */
    struct json_object *sources; /* the document's, for fields that cite one; borrowed */
    const char *focus;           /* where the person goes on, until that was met; borrowed */
    bool focus_next;             /* the next box gets it */
};

/* Where a field stands. All zero for the document itself. */
struct node_place {
    struct buffer name;       /* in the form: "figures.~1.place" */
    struct buffer fault_path; /* in faults: "figures.1.place" */
    struct buffer label;      /* for people: "Facts › How long a session takes › Place" */
};

/* faults may be NULL, sources anything. */
void node_walk_begin(struct node_walk *walk, const struct faults *faults,
                     struct json_object *summary, struct json_object *sources, const char *focus);
/* Tells the faults that belong to no field. */
void node_walk_end(struct node_walk *walk);

/* Fills *place, which starts as all zero, with a member of what stands at parent. */
void node_place_member(struct node_place *place, const struct node_place *parent, const char *name,
                       const char *fault_name, const char *label);
void node_place_free(struct node_place *place);

/* A node with label, help, name, id and its own faults, and no kind yet. */
struct json_object *node_new(struct node_walk *walk, const struct field *field,
                             const struct node_place *place);

/* A box: a line, a long text, a choice, a check box. */
struct json_object *node_leaf(struct node_walk *walk, const struct field *field,
                              struct json_object *value, const struct node_place *place);

/* A list without its rows, and one row without its fields. */
struct json_object *node_list(struct node_walk *walk, const struct field *field,
                              const struct node_place *place);
struct json_object *node_row(struct node_walk *walk, const struct field *list,
                             const struct node_place *place, const char *label);

/* Sets a mark: node.mark is true. */
void node_mark(struct json_object *node, const char *mark);

/* Whether focus is this name; then the next box that is made has it. */
bool node_take_focus(struct node_walk *walk, const char *name);

/* Faults of a time's kind, figures and condition stand beside the box in which all these are said.
 * typed: something stands in it. */
void node_take_faults_of_time(struct node_walk *walk, struct json_object *node,
                              const char *time_path, bool typed);

/* Hidden beside a time: the words that were made of it, and those that stood there (admin/form.h).
 */
void node_add_made(struct json_object *node, const struct node_place *place, const char *made,
                   const char *was);

#endif
