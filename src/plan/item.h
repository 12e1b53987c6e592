/* The items of a plan: a step or a sign of one treatment, and how it stands. */
#ifndef AFTERCARE_PLAN_ITEM_H
#define AFTERCARE_PLAN_ITEM_H

#include "plan/plan.h"
#include "plan/words.h"

/* The lists of a plan. Every item stands in one of them. */
enum item_list {
    ITEM_DO_NOT,
    ITEM_DO,
    ITEM_USUAL,
    ITEM_CALL,
    ITEM_ASK,
    ITEM_LATER,
    ITEM_OVER,
    ITEM_LISTS
};

/* "do_not", "do" … */
const char *item_list_name(enum item_list list);

struct item {
    struct json_object *claim; /* the step or sign; borrowed */
    bool is_sign;
    size_t source; /* which treatment of the plan it is of */
    struct span span;
    struct span eases; /* of a sign */
    enum span_state eases_state;
    enum span_state state;
    bool begun;
    bool is_ahead; /* its treatment is yet to come */
    enum item_list list;
    struct json_object *json; /* owned */
};

/* Whether it is a sign that one has to call about, or to get help for. */
bool item_is_urgent(const struct item *item);

/* What items of one treatment have in common. */
struct item_source {
    size_t number;                  /* in the plan, from 0 */
    struct json_object *entry;      /* {checklist, treatment?, …} of the sources; borrowed */
    struct json_object *activities; /* {key: {title, …}}; borrowed; may be NULL */
    const struct treated *treated;
    const struct plan_time *time;
    bool any_day; /* of a plan that is not about a day: items say all of their times */
};

void item_of_step(struct item *item, struct json_object *step, const struct item_source *source);
void item_of_sign(struct item *item, struct json_object *sign, const struct item_source *source);

/* All items of a plan. */
struct items {
    struct item *list; /* owned */
    size_t count;
};

/* Adds the steps of the source's checklist and the signs of its treatment. */
void items_add(struct items *items, const struct item_source *source);

void items_free(struct items *items);

#endif
