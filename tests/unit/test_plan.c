/* Times become moments, moments become a plan: every case of tests/cases/plan.json, which was
 * worked out by hand (tests/cases/README.md). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "base/memory.h"
#include "plan/plan.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TREATMENTS_MAX = 4, CASES_MIN = 60 };

/* --- A case as what a plan is made from ------------------------------------------------------- */

static const char *const time_members[] = {"from", "until", NULL};

/* The words that patients read: any, for these tests. */
static void add_words(struct json_object *time)
{
    if (time && !json_text(time, "words"))
        json_add_text(time, "words", "as published");
}

/* Figures of a sign stand in the table as bare times. */
static void wrap_figures(struct json_object *claim, const char *list)
{
    struct json_object *figures = json_member(claim, list);
    struct json_object *wrapped = json_object_new_array();
    for (size_t i = 0; i < json_length(claim, list); i++) {
        struct json_object *figure = json_object_new_object();
        struct json_object *time = json_object_array_get_idx(figures, i);
        add_words(time);
        json_add_shared(figure, "time", time);
        json_object_array_add(wrapped, figure);
    }
    if (figures)
        json_object_object_add(claim, list, wrapped);
    else
        json_object_put(wrapped);
}

/* "x" is titled "X", as its activity is. */
static char *title_of(const char *name)
{
    char *title = memory_copy_text(name);
    if (*title >= 'a' && *title <= 'z')
        *title = (char)(*title - 'a' + 'A');
    return title;
}

static void complete_claim(struct json_object *claim)
{
    char *title = title_of(json_text(claim, "id"));
    json_add_text(claim, "title", title);
    free(title);
    for (const char *const *name = time_members; *name; name++)
        add_words(json_member(claim, *name));
    wrap_figures(claim, "eases");
    wrap_figures(claim, "gone");
}

/* {checklist, treatment} with the steps and signs of one treatment of a case. */
static struct json_object *entry_of(struct json_object *of)
{
    const char *name = json_text(of, "name");
    struct json_object *claims = json_member(of, "claims");
    struct json_object *entry = json_object_new_object();
    struct json_object *checklist = json_object_new_object();
    struct json_object *treatment = json_object_new_object();
    struct json_object *steps = json_object_new_array(), *signs = json_object_new_array();
    for (size_t i = 0; i < json_length(of, "claims"); i++) {
        struct json_object *claim = json_object_array_get_idx(claims, i);
        complete_claim(claim);
        bool is_sign = strcmp(json_text(claim, "type"), "sign") == 0;
        json_object_array_add(is_sign ? signs : steps, json_object_get(claim));
    }
    json_add_text(checklist, "slug", name);
    json_add_text(checklist, "treatment", name);
    json_object_object_add(checklist, "steps", steps);
    json_add_text(treatment, "title", name);
    json_object_object_add(treatment, "signs", signs);
    json_object_object_add(entry, "checklist", checklist);
    json_object_object_add(entry, "treatment", treatment);
    return entry;
}

static struct json_object *sources_of(struct json_object *one)
{
    struct json_object *sources = json_object_new_object();
    struct json_object *clinic = json_object_new_object(), *list = json_object_new_array();
    struct json_object *treatments = json_member(one, "treatments");
    json_add_text(clinic, "time_zone", json_text(one, "zone"));
    for (size_t i = 0; i < json_length(one, "treatments"); i++)
        json_object_array_add(list, entry_of(json_object_array_get_idx(treatments, i)));
    json_object_object_add(sources, "clinic", clinic);
    json_object_object_add(sources, "checklists", list);
    return sources;
}

static struct json_object *plan_of(struct json_object *one)
{
    struct json_object *sources = sources_of(one);
    struct json_object *treatments = json_member(one, "treatments");
    const char *zone = json_text(one, "zone");
    struct treated treated[TREATMENTS_MAX];
    struct as_of as_of;
    assert_int_equal(ask_at(json_text(one, "at"), zone, time(NULL), &as_of), ASK_OK);
    for (size_t i = 0; i < json_length(one, "treatments"); i++) {
        struct json_object *treatment = json_object_array_get_idx(treatments, i);
        assert_int_equal(
            ask_treated(json_text(treatment, "treated"), NULL, zone, as_of.start, &treated[i]),
            ASK_OK);
    }
    struct json_object *plan = plan_make(sources, treated, &as_of);
    json_object_put(sources);
    return plan;
}

/* --- Comparing -------------------------------------------------------------------------------- */

static int faults;

static void expect_text(const char *name, const char *what, const char *expected, const char *found)
{
    if (!expected || (found && strcmp(expected, found) == 0))
        return;
    print_error("%s: %s: expected '%s', found '%s'\n", name, what, expected, found ? found : "-");
    faults++;
}

/* The item called id, and the list where it stands. */
static struct json_object *find_item(struct json_object *plan, const char *id, const char **list)
{
    static const char *const lists[] = {"do_not", "do",    "usual", "call",
                                        "ask",    "later", "over",  NULL};
    struct json_object *found = NULL;
    for (const char *const *name = lists; *name; name++)
        for (size_t i = 0; i < json_length(plan, *name); i++) {
            struct json_object *item = json_object_array_get_idx(json_member(plan, *name), i);
            if (strcmp(json_text(item, "id"), id) != 0)
                continue;
            assert_null(found); /* in one list only */
            found = item;
            *list = *name;
        }
    return found;
}

static const char *moment_of(struct json_object *object, const char *edge)
{
    struct json_object *member = json_member(object, edge);
    struct json_object *moment = member ? json_member(member, "moment") : NULL;
    return moment ? json_text(moment, "at") : NULL;
}

/* The words behind the treatment's name. */
static const char *tail_of(const char *words)
{
    const char *colon = words ? strstr(words, ": ") : NULL;
    return colon ? colon + 2 : "";
}

/* That another treatment forbids it longer is told by the step, and where it ends. */
static void compare_overruled(const char *name, struct json_object *plan, struct json_object *item,
                              const char *expected)
{
    struct json_object *overruled = json_member(item, "overruled");
    if (!expected)
        return;
    expect_text(name, "overruled", expected,
                tail_of(overruled ? json_text(overruled, "words") : NULL));
    assert_non_null(strstr(json_text(item, "says"), expected));
    if (strcmp(json_text(item, "action"), "do-not") != 0)
        return;
    for (size_t i = 0; i < json_length(plan, "timeline"); i++) {
        struct json_object *event = json_object_array_get_idx(json_member(plan, "timeline"), i);
        const char *id = json_text(event, "id");
        if (!id || strcmp(id, json_text(item, "id")) != 0 ||
            strcmp(json_text(event, "what"), "ends") != 0)
            continue;
        expect_text(name, "event", expected, tail_of(json_text(event, "overruled")));
        assert_non_null(strstr(json_text(event, "says"), expected));
    }
}

static void compare_item(const char *name, struct json_object *plan, const char *id,
                         struct json_object *expected)
{
    static const char *const texts[] = {"state", "says", "line", NULL};
    static const char *const edges[] = {"from", "until", "eases", NULL};
    const char *list = NULL;
    struct json_object *item = find_item(plan, id, &list);
    assert_non_null(item);
    expect_text(name, "list", json_text(expected, "list"), list);
    for (const char *const *text = texts; *text; text++)
        expect_text(name, *text, json_text(expected, *text), json_text(item, *text));
    compare_overruled(name, plan, item, json_text(expected, "overruled"));
    for (const char *const *edge = edges; *edge; edge++)
        expect_text(name, *edge, json_text(expected, *edge), moment_of(item, *edge));
    if (!json_true(item, "confirmed"))
        assert_null(moment_of(item, "until"));
}

/* Each member of expected is in found; "clock" stands in its "treated". */
static void compare_members(const char *name, struct json_object *expected,
                            struct json_object *found)
{
    json_object_object_foreach(expected, member, value)
    {
        struct json_object *in =
            strcmp(member, "clock") == 0 ? json_member(found, "treated") : found;
        struct json_object *other = json_member(in, member);
        if (strcmp(member, "until") == 0 && other)
            other = json_member(other, "at");
        expect_text(name, member, json_object_get_string(value),
                    other ? json_object_get_string(other) : NULL);
    }
}

static void compare_where(const char *name, struct json_object *one, struct json_object *plan)
{
    for (size_t i = 0; i < json_length(one, "where"); i++)
        compare_members(name, json_object_array_get_idx(json_member(one, "where"), i),
                        json_object_array_get_idx(json_member(plan, "treatments"), i));
}

static void compare_activities(const char *name, struct json_object *one, struct json_object *plan)
{
    struct json_object *expected = json_member(one, "activities");
    if (!expected)
        return;
    json_object_object_foreach(expected, key, value)
    {
        struct json_object *found = NULL;
        for (size_t i = 0; i < json_length(plan, "activities"); i++) {
            struct json_object *activity =
                json_object_array_get_idx(json_member(plan, "activities"), i);
            if (strcmp(json_text(activity, "activity"), key) == 0)
                found = activity;
        }
        assert_non_null(found);
        compare_members(name, value, found);
    }
}

/* "2026-11-26T14:00:00-05:00 one ends x" */
static void compare_timeline(const char *name, struct json_object *one, struct json_object *plan)
{
    size_t count = json_length(one, "timeline");
    struct buffer line = {0};
    if (!count)
        return;
    assert_int_equal(count, json_length(plan, "timeline"));
    for (size_t i = 0; i < count; i++) {
        struct json_object *event = json_object_array_get_idx(json_member(plan, "timeline"), i);
        const char *id = json_text(event, "id");
        struct json_object *expected = json_object_array_get_idx(json_member(one, "timeline"), i);
        buffer_clear(&line);
        buffer_printf(&line, "%s %s %s%s%s", json_text(json_member(event, "moment"), "at"),
                      json_text(event, "treatment"), json_text(event, "what"), id ? " " : "",
                      id ? id : "");
        expect_text(name, "timeline", json_object_get_string(expected), buffer_text(&line));
    }
    buffer_free(&line);
}

static void run_case(struct json_object *one)
{
    const char *name = json_text(one, "name");
    struct json_object *plan = plan_of(one);
    json_object_object_foreach(json_member(one, "expect"), id, expected)
        compare_item(name, plan, id, expected);
    compare_where(name, one, plan);
    compare_activities(name, one, plan);
    compare_timeline(name, one, plan);
    json_object_put(plan);
}

static void every_case_of_the_table_agrees(void **state)
{
    (void)state;
    struct json_object *cases = json_object_from_file(TEST_SOURCE "/tests/cases/plan.json");
    assert_non_null(cases);
    assert_true(json_object_array_length(cases) >= CASES_MIN);
    faults = 0;
    for (size_t i = 0; i < json_object_array_length(cases); i++)
        run_case(json_object_array_get_idx(cases, i));
    assert_int_equal(faults, 0);
    json_object_put(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_of_the_table_agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
