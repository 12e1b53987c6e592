/* The aftercare as a picture: where each bar begins and ends. */
#include "base/buffer.h"
#include "text/json.h"
#include "view/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <json-c/json.h>
#include <string.h>

#define ITEM(id, more)           "{\"type\":\"step\",\"id\":\"" id "\",\"title\":\"T " id "\"" more "}"
#define GROUP(key, do_not, does) GROUP_OF(key, do_not, does, "")
#define GROUP_OF(key, do_not, does, usual)                                                         \
    "{\"key\":\"" key "\",\"do_not\":[" do_not "],\"do\":[" does "],\"usual\":[" usual "]}"
#define GENERAL(groups, open) "{\"groups\":[" groups "],\"open\":[" open "]}"
#define LATE                  ",\"from\":{\"kind\":\"known\"}"

static const char checklist[] =
    "{\"steps\":[{\"id\":\"late\",\"from\":{\"low\":36,\"high\":36,\"unit\":\"hour\",\"words\":"
    "\"36 hours\"}},"
    "{\"id\":\"event\",\"from\":{\"kind\":\"event\",\"words\":\"it has healed\"}}]}";

/* The plan; "column@place" for each column, then "look id words start+length" for each row. */
static const struct {
    const char *general, *told;
} cases[] = {
    {GENERAL("", ""), ""},
    {GENERAL("", ITEM("a", "")), ""},
    {GENERAL(GROUP("72-hour", "", ""), ""), ""},
    {GENERAL(GROUP("72-hour", ITEM("a", ""), ""), ""), "72 hours@100 | do-not T a 72 hours 0+100"},
    {GENERAL(GROUP("1-day", "", ITEM("a", "")), ""), "1 day@100 | do T a 1 day 0+100"},
    /* Columns are equally wide, however long: 72 hours beside 2 weeks. */
    {GENERAL(GROUP("72-hour", ITEM("a", ""), "") "," GROUP("2-week", ITEM("b", ""), ITEM("c", "")),
             ""),
     "72 hours@50 2 weeks@100 | do-not T a 72 hours 0+50 | do-not T b 2 weeks 0+100 | do T c 2 "
     "weeks "
     "0+100"},
    /* A group without a row makes no column. */
    {GENERAL(GROUP("1-hour", "", "") "," GROUP("1-week", ITEM("a", ""), ""), ""),
     "1 week@100 | do-not T a 1 week 0+100"},
    {GENERAL(GROUP_OF("24-hour", "", "", "{\"type\":\"sign\",\"id\":\"s\",\"title\":\"T s\"}"), ""),
     "24 hours@100 | usual T s 24 hours 0+100"},
    /* 36 of 72 hours lie in the middle of the first of two columns. */
    {GENERAL(GROUP("72-hour", ITEM("a", ""), "") "," GROUP("2-week", ITEM("late", LATE), ""), ""),
     "72 hours@50 2 weeks@100 | do-not T a 72 hours 0+50 | do-not T late from 36 hours, until 2 "
     "weeks 25+75"},
    {GENERAL(GROUP("72-hour", ITEM("a", ""), ""), ITEM("late", LATE ",\"action\":\"do\"")),
     "72 hours@100 | do-not T a 72 hours 0+100 | do T late from 36 hours, no fixed end 50+50 open"},
    /* What begins with an event has no place in time: its words alone say so. */
    {GENERAL(GROUP("72-hour", ITEM("event", LATE), ""), ""),
     "72 hours@100 | do-not T event from it has healed, until 72 hours 0+100"},
    {GENERAL(GROUP("72-hour", ITEM("a", ""), ""), ITEM("b", ",\"action\":\"do\"")),
     "72 hours@100 | do-not T a 72 hours 0+100 | do T b no fixed end 0+100 open"},
};

static void tell(struct json_object *picture, struct buffer *told)
{
    struct json_object *columns = json_member(picture, "columns"),
                       *rows = json_member(picture, "rows");
    for (size_t i = 0; i < json_length(picture, "columns"); i++) {
        struct json_object *column = json_object_array_get_idx(columns, i);
        buffer_printf(told, "%s%s@%d", i ? " " : "", json_text(column, "words"),
                      (int)json_integer(column, "at", -1));
    }
    for (size_t i = 0; i < json_length(picture, "rows"); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        buffer_printf(told, " | %s %s %s %d+%d%s", json_text(row, "look"), json_text(row, "title"),
                      json_text(row, "words"), (int)json_integer(row, "start", -1),
                      (int)json_integer(row, "length", -1),
                      json_true(row, "is_open") ? " open" : "");
    }
}

static void test_bars(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_object *general = json_tokener_parse(cases[i].general);
        struct json_object *steps = json_tokener_parse(checklist), *view = json_object_new_object();
        struct buffer told = {0};
        assert_non_null(general);
        view_add_picture(view, general, steps);
        if (json_member(view, "picture"))
            tell(json_member(view, "picture"), &told);
        assert_string_equal(cases[i].told, buffer_text(&told));
        buffer_free(&told);
        json_object_put(view);
        json_object_put(steps);
        json_object_put(general);
    }
}

static void test_a_row_leads_to_its_step(void **state)
{
    (void)state;
    struct json_object *general =
        json_tokener_parse(GENERAL(GROUP("1-day", ITEM("a", ""), ""), ""));
    struct json_object *steps = json_tokener_parse(checklist), *view = json_object_new_object();
    view_add_picture(view, general, steps);
    struct json_object *rows = json_member(json_member(view, "picture"), "rows");
    assert_string_equal("#step-a", json_text(json_object_array_get_idx(rows, 0), "anchor_url"));
    json_object_put(view);
    json_object_put(steps);
    json_object_put(general);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_a_row_leads_to_its_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
