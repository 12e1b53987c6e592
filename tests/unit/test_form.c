#include "admin/form.h"
#include "admin/post.h"
#include "content/check.h"
#include "text/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <glob.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* --- A browser: what the form of nodes would send --------------------------------------------- */

static bool is(struct json_object *node, const char *mark)
{
    return json_true(node, mark);
}

static void send_text(struct http_params *params, const char *name, const char *ending,
                      const char *value)
{
    struct buffer whole = {0};
    buffer_printf(&whole, "%s%s", name, ending);
    http_params_add(params, buffer_text(&whole), whole.length, value, strlen(value));
    buffer_free(&whole);
}

/* A text area: the first line break is HTML's, the others become CR LF. */
static void send_long(struct http_params *params, const char *name, const char *value)
{
    struct buffer sent = {0};
    assert_int_equal(value[0], '\n');
    for (const char *c = value + 1; *c; c++) {
        if (*c == '\n')
            buffer_putc(&sent, '\r');
        buffer_putc(&sent, *c);
    }
    send_text(params, name, "", buffer_text(&sent));
    buffer_free(&sent);
}

static void send_choice(struct http_params *params, struct json_object *node)
{
    struct json_object *options = json_member(node, "options");
    for (size_t i = 0; i < json_object_array_length(options); i++) {
        struct json_object *option = json_object_array_get_idx(options, i);
        if (is(option, "selected"))
            send_text(params, json_text(node, "name"), "", json_text(option, "value"));
    }
}

static void send_nodes(struct http_params *params, struct json_object *nodes);

static void send_rows(struct http_params *params, struct json_object *node)
{
    struct json_object *rows = json_member(node, "rows");
    send_text(params, json_text(node, "name"), ".order", json_text(node, "order"));
    for (size_t i = 0; i < json_object_array_length(rows); i++)
        send_nodes(params, json_member(json_object_array_get_idx(rows, i), "fields"));
}

static void send_node(struct http_params *params, struct json_object *node)
{
    const char *name = json_text(node, "name");
    if (is(node, "is_line"))
        send_text(params, name, "", json_text(node, "value"));
    else if (is(node, "is_wide") || is(node, "is_long") || is(node, "is_lines"))
        send_long(params, name, json_text(node, "value"));
    else if (is(node, "is_choice"))
        send_choice(params, node);
    else if (is(node, "is_list"))
        send_rows(params, node);
    if (is(node, "is_check"))
        send_text(params, name, ".box", json_text(node, "absent"));
    if (is(node, "is_check") && is(node, "checked"))
        send_text(params, name, "", "true");
    if (is(node, "is_group") && *json_text(node, "made_name")) {
        send_text(params, json_text(node, "made_name"), "", json_text(node, "made"));
        send_text(params, json_text(node, "was_name"), "", json_text(node, "was"));
    }
    if (is(node, "is_group"))
        send_nodes(params, json_member(node, "fields"));
}

static void send_nodes(struct http_params *params, struct json_object *nodes)
{
    for (size_t i = 0; i < json_object_array_length(nodes); i++)
        send_node(params, json_object_array_get_idx(nodes, i));
}

/* The form of a document, as a browser sends it back. */
static struct http_params sent_back(struct json_object *document)
{
    struct http_params params = {0};
    struct faults faults = {0};
    struct form form;
    const struct kind *kind = document_check(document, &faults);
    assert_non_null(kind);
    form_make(&form, kind, document, &faults, NULL);
    send_nodes(&params, form.fields);
    form_free(&form);
    faults_free(&faults);
    return params;
}

/* Writes into the box called name, which must be there. */
static void type(struct http_params *params, const char *name, const char *value)
{
    for (size_t i = 0; i < params->count; i++)
        if (strcmp(params->list[i].name, name) == 0) {
            free(params->list[i].value);
            params->list[i].value = strdup(value);
            return;
        }
    fail_msg("there is no box called %s", name);
}

static struct json_object *posted(struct json_object *document, const struct http_params *params,
                                  const char *button, struct buffer *focus)
{
    return post_document(kind_by_name(json_text(document, "kind")), params, document,
                         post_read_action(button), focus);
}

/* --- Documents -------------------------------------------------------------------------------- */

static struct json_object *checklist(void)
{
    struct json_object *document =
        json_object_from_file(TEST_SOURCE "/sql/seed/micro-needling-checklist.json");
    assert_non_null(document);
    return document;
}

static struct json_object *treatment(void)
{
    struct json_object *document =
        json_object_from_file(TEST_SOURCE "/sql/seed/micro-needling-treatment.json");
    assert_non_null(document);
    return document;
}

static struct json_object *row(struct json_object *document, const char *list, size_t index)
{
    return json_object_array_get_idx(json_member(document, list), index);
}

static struct json_object *clinic(void)
{
    struct json_object *document = json_object_from_file(TEST_SOURCE "/sql/seed/clinic.json");
    assert_non_null(document);
    return document;
}

static void assert_comes_back(struct json_object *document)
{
    struct http_params params = sent_back(document);
    struct json_object *again = posted(document, &params, NULL, NULL);
    if (!json_object_equal(document, again))
        fail_msg("%s comes back as %s", json_object_to_json_string(document),
                 json_object_to_json_string(again));
    json_object_put(again);
    http_params_free(&params);
}

static void an_untouched_form_gives_the_same_document(void **state)
{
    (void)state;
    glob_t files;
    size_t count = 0;
    assert_int_equal(glob(TEST_SOURCE "/sql/seed/*.json", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct json_object *file = json_object_from_file(files.gl_pathv[i]);
        bool several = json_object_is_type(file, json_type_array);
        for (size_t k = 0; k < (several ? json_object_array_length(file) : 1); k++, count++)
            assert_comes_back(several ? json_object_array_get_idx(file, k) : file);
        json_object_put(file);
    }
    globfree(&files);
    assert_in_range(count, 40, 1000);
}

/* What words cannot hold, or no check would take, still stands in the form. */
static void what_is_odd_comes_back_too(void **state)
{
    (void)state;
    static const char *const untils[] = {
        "{\"kind\":\"time\",\"low\":2,\"high\":2,\"unit\":\"day\",\"words\":\"x\"}",
        "{\"kind\":\"soon\",\"words\":\"soon\"}",
        "{\"kind\":\"event\",\"condition\":\"3 days\",\"words\":\"x\"}",
        "{\"kind\":\"time\",\"low\":2,\"high\":1,\"unit\":\"day\",\"precision\":\"exact\","
        "\"condition\":\"it is over\",\"words\":\"2 days\"}",
        "{\"kind\":\"always\",\"low\":1,\"words\":\"x\"}",
        "{\"words\":\"only words\"}",
    };
    for (size_t i = 0; i < sizeof untils / sizeof untils[0]; i++) {
        struct json_object *document = checklist();
        json_object_object_add(row(document, "steps", 0), "until", json_tokener_parse(untils[i]));
        json_object_object_add(row(document, "steps", 1), "id", json_object_new_string("No Id!"));
        json_object_object_add(row(document, "steps", 2), "id",
                               json_object_new_string(json_text(row(document, "steps", 3), "id")));
        json_object_object_add(row(document, "steps", 4), "action",
                               json_object_new_string("perhaps"));
        json_object_object_add(document, "position", json_object_new_string("ten"));
        json_object_object_del(document, "slug");
        assert_comes_back(document);
        json_object_put(document);
    }
}

static void what_says_which_document_it_is_cannot_be_posted(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    struct http_params params = sent_back(document);
    json_object_object_add(document, "withdrawn", json_tokener_parse("{\"reason\":\"old\"}"));
    send_text(&params, "key", "", "another");
    send_text(&params, "kind", "", "faq");
    send_text(&params, "revision", "", "7");
    send_text(&params, "withdrawn.reason", "", "posted");
    send_text(&params, "no-such-field", "", "x");
    struct json_object *again = posted(document, &params, NULL, NULL);
    assert_true(json_object_equal(document, again));
    json_object_put(again);
    json_object_put(document);
    http_params_free(&params);
}

/* Whoever may edit may not say that a clinician has looked at it. */
static void the_mark_of_a_clinical_review_is_neither_posted_nor_lost(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    struct http_params params = sent_back(document);
    send_text(&params, "review.reviewed_by", "", "Nobody");
    send_text(&params, "review.reviewed_on", "", "2026-01-01");
    struct json_object *again = posted(document, &params, NULL, NULL);
    assert_true(json_object_equal(document, again));
    json_object_put(again);
    json_add_text(json_member(document, "review"), "reviewed_by", "Dr. Sample");
    json_add_text(json_member(document, "review"), "reviewed_on", "2026-02-02");
    again = posted(document, &params, NULL, NULL);
    assert_true(json_object_equal(document, again));
    json_object_put(again);
    json_object_put(document);
    http_params_free(&params);
}

static void an_optional_field_that_is_emptied_is_absent(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    struct http_params params = sent_back(document);
    type(&params, "steps.sunscreen.why", "  \r\n ");
    type(&params, "steps.sunscreen.until.said", "");
    type(&params, "steps.sunscreen.until.words", " ");
    type(&params, "steps.sunscreen.frequency.low", "");
    type(&params, "steps.sunscreen.frequency.high", "");
    type(&params, "steps.sunscreen.frequency.unit", "");
    type(&params, "steps.sunscreen.frequency.words", "");
    struct json_object *again = posted(document, &params, NULL, NULL);
    struct json_object *steps = json_member(again, "steps");
    for (size_t i = 0; i < json_object_array_length(steps); i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        if (strcmp(json_text(step, "id"), "sunscreen") != 0)
            continue;
        assert_null(json_member(step, "why"));
        assert_null(json_member(step, "until"));
        assert_null(json_member(step, "frequency"));
        assert_non_null(json_member(step, "title"));
    }
    json_object_put(again);
    json_object_put(document);
    http_params_free(&params);
}

/* --- Times ------------------------------------------------------------------------------------ */

/* Types a time for the step "sunscreen" (2 weeks after treatment) and returns what it becomes. */
static struct json_object *until_typed(const char *said, const char *words)
{
    struct json_object *document = checklist();
    struct http_params params = sent_back(document);
    type(&params, "steps.sunscreen.until.said", said);
    if (words)
        type(&params, "steps.sunscreen.until.words", words);
    struct json_object *again = posted(document, &params, NULL, NULL);
    struct json_object *steps = json_member(again, "steps"), *until = NULL;
    for (size_t i = 0; i < json_object_array_length(steps); i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        if (strcmp(json_text(step, "id"), "sunscreen") == 0)
            until = json_object_get(json_member(step, "until"));
    }
    json_object_put(again);
    json_object_put(document);
    http_params_free(&params);
    return until;
}

static void assert_until(const char *said, const char *words, const char *expected)
{
    struct json_object *until = until_typed(said, words);
    assert_string_equal(json_object_to_json_string_ext(until, JSON_C_TO_STRING_PLAIN), expected);
    json_object_put(until);
}

static void a_time_is_typed_as_it_is_said(void **state)
{
    (void)state;
    assert_until("10 days", NULL,
                 "{\"kind\":\"time\",\"low\":10,\"high\":10,\"unit\":\"day\",\"precision\":"
                 "\"exact\",\"anchor\":\"after-treatment\",\"words\":\"10 days after treatment\"}");
    assert_until("until healed", "",
                 "{\"kind\":\"event\",\"anchor\":\"after-treatment\",\"condition\":\"healed\","
                 "\"words\":\"healed\"}");
    assert_until("10 days", "about as long as a holiday",
                 "{\"kind\":\"time\",\"low\":10,\"high\":10,\"unit\":\"day\",\"precision\":"
                 "\"exact\",\"anchor\":\"after-treatment\",\"words\":\"about as long as a "
                 "holiday\"}");
}

/* The member "until" of the step "sunscreen"; borrowed. */
static struct json_object *until_of(struct json_object *document)
{
    struct json_object *steps = json_member(document, "steps");
    for (size_t i = 0; i < json_object_array_length(steps); i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        if (strcmp(json_text(step, "id"), "sunscreen") == 0)
            return json_member(step, "until");
    }
    return NULL;
}

static void words_do_not_outlive_their_time(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"10 days", "10 days after treatment"},
                                           {"2 weeks", "the first fortnight"}};
    for (size_t i = 0; i < 2; i++) {
        struct json_object *document = checklist();
        json_object_object_add(until_of(document), "words",
                               json_object_new_string("the first fortnight"));
        struct http_params params = sent_back(document);
        type(&params, "steps.sunscreen.until.said", cases[i][0]);
        struct json_object *again = posted(document, &params, NULL, NULL);
        assert_string_equal(json_text(until_of(again), "words"), cases[i][1]);
        json_object_put(again);
        json_object_put(document);
        http_params_free(&params);
    }
}

static void a_time_that_is_not_understood_is_kept(void **state)
{
    (void)state;
    assert_until("a fortnight or so", NULL,
                 "{\"kind\":\"a fortnight or so\",\"anchor\":\"after-treatment\",\"words\":\"2 "
                 "weeks after treatment\"}");
}

/* --- Rows ------------------------------------------------------------------------------------- */

static struct json_object *after_button(struct json_object *document, const char *button,
                                        const char *expected_focus)
{
    struct http_params params = sent_back(document);
    struct buffer focus = {0};
    struct json_object *again = posted(document, &params, button, &focus);
    if (expected_focus)
        assert_string_equal(buffer_text(&focus), expected_focus);
    buffer_free(&focus);
    http_params_free(&params);
    return again;
}

static void rows_move_and_go(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    const char *first = json_text(row(document, "steps", 0), "id");
    const char *second = json_text(row(document, "steps", 1), "id");
    size_t count = json_length(document, "steps");
    struct buffer button = {0}, focus = {0};
    buffer_printf(&button, "up:steps.%s", second);
    buffer_printf(&focus, "steps.%s", second);
    struct json_object *moved = after_button(document, buffer_text(&button), buffer_text(&focus));
    assert_string_equal(json_text(row(moved, "steps", 0), "id"), second);
    assert_string_equal(json_text(row(moved, "steps", 1), "id"), first);
    json_object_put(moved);
    buffer_clear(&button);
    buffer_printf(&button, "down:steps.%s", first);
    moved = after_button(document, buffer_text(&button), NULL);
    assert_string_equal(json_text(row(moved, "steps", 0), "id"), second);
    json_object_put(moved);
    buffer_clear(&button);
    buffer_printf(&button, "remove:steps.%s", first);
    moved = after_button(document, buffer_text(&button), "add:steps");
    assert_int_equal(json_length(moved, "steps"), count - 1);
    assert_string_equal(json_text(row(moved, "steps", 0), "id"), second);
    json_object_put(moved);
    json_object_put(document);
    buffer_free(&button);
    buffer_free(&focus);
}

static void the_ends_of_a_list_stay_where_they_are(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    struct buffer button = {0};
    buffer_printf(&button, "up:steps.%s", json_text(row(document, "steps", 0), "id"));
    struct json_object *moved = after_button(document, buffer_text(&button), NULL);
    assert_true(json_object_equal(document, moved));
    json_object_put(moved);
    json_object_put(document);
    buffer_free(&button);
}

static void a_row_is_added_with_an_id_of_its_own(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    size_t count = json_length(document, "steps");
    struct json_object *more = after_button(document, "add:steps", NULL);
    assert_int_equal(json_length(more, "steps"), count + 1);
    assert_int_equal(strlen(json_text(row(more, "steps", count), "id")), 6);
    struct json_object *still_more = after_button(more, "add:steps", NULL);
    assert_string_not_equal(json_text(row(still_more, "steps", count), "id"),
                            json_text(row(still_more, "steps", count + 1), "id"));
    json_object_put(still_more);
    json_object_put(more);
    json_object_put(document);
}

static void rows_within_rows_are_reached(void **state)
{
    (void)state;
    struct json_object *document = treatment();
    struct json_object *more = after_button(document, "add:facts.session-length.figures",
                                            "facts.session-length.figures.~2");
    assert_int_equal(json_length(row(more, "facts", 0), "figures"), 2);
    struct json_object *less = after_button(more, "remove:facts.session-length.figures.~2",
                                            "add:facts.session-length.figures");
    assert_true(json_object_equal(document, less));
    json_object_put(less);
    json_object_put(more);
    json_object_put(document);
}

static void an_empty_reference_stays_until_it_is_saved(void **state)
{
    (void)state;
    struct json_object *document = json_tokener_parse(
        "{\"kind\":\"faq\",\"key\":\"k\",\"slug\":\"k\",\"lang\":\"en\",\"title\":\"T\"}");
    struct json_object *more = after_button(document, "add:related", "related.~1");
    assert_int_equal(json_length(more, "related"), 1);
    struct json_object *saved = after_button(more, "save", NULL);
    assert_int_equal(json_length(saved, "related"), 0);
    json_object_put(saved);
    json_object_put(more);
    json_object_put(document);
}

static void a_forged_order_does_no_harm(void **state)
{
    (void)state;
    struct json_object *document = checklist();
    struct http_params params = sent_back(document);
    type(&params, "steps.order", "sauna sauna ../x  UPPER ~ ~x ~99 sunscreen");
    struct json_object *again = posted(document, &params, NULL, NULL);
    assert_int_equal(json_length(again, "steps"), 3);
    json_object_put(again);
    json_object_put(document);
    http_params_free(&params);
}

/* --- Faults ----------------------------------------------------------------------------------- */

static struct json_object *find_node(struct json_object *nodes, const char *name)
{
    for (size_t i = 0; i < json_object_array_length(nodes); i++) {
        struct json_object *node = json_object_array_get_idx(nodes, i);
        struct json_object *found = strcmp(json_text(node, "name"), name) == 0 ? node : NULL;
        if (!found)
            found = find_node(json_member(node, "fields"), name);
        if (!found)
            found = find_node(json_member(node, "rows"), name);
        if (found)
            return found;
    }
    return NULL;
}

static void assert_fault_at(const char *name, const char *label, const struct form *form)
{
    struct json_object *node = find_node(form->fields, name);
    struct buffer url = {0};
    bool told = false;
    assert_non_null(node);
    assert_true(json_true(node, "faulty"));
    buffer_printf(&url, "#%s", json_text(node, "id"));
    for (size_t i = 0; i < json_object_array_length(form->summary); i++) {
        struct json_object *entry = json_object_array_get_idx(form->summary, i);
        if (strcmp(json_text(entry, "field_url"), buffer_text(&url)) == 0) {
            assert_string_equal(json_text(entry, "label"), label);
            told = true;
        }
    }
    assert_true(told);
    buffer_free(&url);
}

static void every_fault_stands_beside_its_field_and_in_the_summary(void **state)
{
    (void)state;
    struct json_object *document = treatment();
    struct json_object *fact = row(document, "facts", 0);
    struct json_object *figure = json_object_array_get_idx(json_member(fact, "figures"), 0);
    struct faults faults = {0};
    struct form form;
    json_object_object_del(document, "title");
    json_object_object_add(json_member(figure, "time"), "kind", json_object_new_string("soon"));
    json_object_object_del(json_member(figure, "time"), "low");
    json_object_object_del(json_member(figure, "time"), "high");
    json_object_object_del(json_member(figure, "time"), "unit");
    json_object_object_del(json_member(figure, "time"), "precision");
    json_object_object_del(figure, "place");
    json_object_object_add(document, "colour", json_object_new_string("red"));
    document_check(document, &faults);
    assert_int_equal(faults.count, 4);
    form_make(&form, kind_by_name("treatment"), document, &faults, NULL);
    assert_int_equal(json_object_array_length(form.summary), 4);
    assert_fault_at("title", "Title", &form);
    assert_fault_at("facts.session-length.figures.~1.time.said",
                    "Facts › How long a session takes › Figures › Number 1 › Time › How long",
                    &form);
    assert_fault_at("facts.session-length.figures.~1.place",
                    "Facts › How long a session takes › Figures › Number 1 › Place in the source",
                    &form);
    assert_true(json_true(find_node(form.fields, "facts.session-length"), "open"));
    assert_false(json_true(find_node(form.fields, "facts.results-last"), "open"));
    form_free(&form);
    faults_free(&faults);
    json_object_put(document);
}

/* --- Colors ----------------------------------------------------------------------------------- */

/* What the box for the color holds once "typed" was typed and the button pressed. */
static void assert_accent(const char *typed, const char *button, const char *expected)
{
    struct json_object *document = clinic();
    struct http_params params = sent_back(document);
    type(&params, "accent", typed);
    struct json_object *again = posted(document, &params, button, NULL);
    const char *accent = json_text(again, "accent");
    if ((accent == NULL) != (expected == NULL) || (accent && strcmp(accent, expected) != 0))
        fail_msg("'%s' and %s give %s", typed, button ? button : "nothing", accent);
    json_object_put(again);
    json_object_put(document);
    http_params_free(&params);
}

static void a_color_is_kept_in_one_form(void **state)
{
    (void)state;
    assert_accent(" #0E5 ", NULL, "#00ee55");
    assert_accent("#0E5F63", NULL, "#0e5f63");
    assert_accent("  ", NULL, NULL);
    assert_accent("red <b>", NULL, "red <b>");
    assert_accent("#fc0", "take:accent=#8a6d00", "#8a6d00");
    assert_accent("#fc0", "take:accen=#8a6d00", "#ffcc00");
    assert_accent("#fc0", "take:accent=nothing", "nothing");
    assert_accent("#fc0", "take:accent=", NULL);
}

/* Its bytes are in no box: it stays as it is stored. */
static void a_picture_stays_though_the_form_does_not_send_it(void **state)
{
    struct json_object *document = clinic();
    (void)state;
    json_object_object_add(
        document, "logo",
        json_tokener_parse("{\"type\":\"image/png\",\"data\":\"AA==\",\"width\":1,"
                           "\"height\":2}"));
    assert_comes_back(document);
    json_object_put(document);
}

static void a_color_that_cannot_be_read_is_refused_with_the_nearest(void **state)
{
    struct json_object *document = clinic();
    struct faults faults = {0};
    struct form form;
    (void)state;
    json_object_object_add(document, "accent", json_object_new_string("#FC0"));
    document_check(document, &faults);
    assert_int_equal(faults.count, 1);
    assert_non_null(strstr(faults.list[0].message, "is #FC0, which is too pale"));
    assert_non_null(strstr(faults.list[0].message, "1.37 to 1; 4.5 is needed"));
    assert_non_null(strstr(faults.list[0].message, faults.list[0].instead));
    form_make(&form, kind_by_name("clinic"), document, &faults, NULL);
    struct json_object *node = find_node(form.fields, "accent");
    struct json_object *fault = json_object_array_get_idx(json_member(node, "faults"), 0);
    assert_string_equal(json_text(node, "value"), "#FC0");
    assert_string_equal(json_text(fault, "instead"), faults.list[0].instead);
    assert_accent("#FC0", "take:accent=#8a6d00", "#8a6d00");
    json_object_object_add(document, "accent", json_object_new_string(faults.list[0].instead));
    faults_free(&faults);
    document_check(document, &faults);
    assert_int_equal(faults.count, 0);
    form_free(&form);
    faults_free(&faults);
    json_object_put(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_untouched_form_gives_the_same_document),
        cmocka_unit_test(what_is_odd_comes_back_too),
        cmocka_unit_test(what_says_which_document_it_is_cannot_be_posted),
        cmocka_unit_test(the_mark_of_a_clinical_review_is_neither_posted_nor_lost),
        cmocka_unit_test(an_optional_field_that_is_emptied_is_absent),
        cmocka_unit_test(a_time_is_typed_as_it_is_said),
        cmocka_unit_test(words_do_not_outlive_their_time),
        cmocka_unit_test(a_time_that_is_not_understood_is_kept),
        cmocka_unit_test(rows_move_and_go),
        cmocka_unit_test(the_ends_of_a_list_stay_where_they_are),
        cmocka_unit_test(a_row_is_added_with_an_id_of_its_own),
        cmocka_unit_test(rows_within_rows_are_reached),
        cmocka_unit_test(an_empty_reference_stays_until_it_is_saved),
        cmocka_unit_test(a_forged_order_does_no_harm),
        cmocka_unit_test(every_fault_stands_beside_its_field_and_in_the_summary),
        cmocka_unit_test(a_color_is_kept_in_one_form),
        cmocka_unit_test(a_picture_stays_though_the_form_does_not_send_it),
        cmocka_unit_test(a_color_that_cannot_be_read_is_refused_with_the_nearest),
    };
    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
