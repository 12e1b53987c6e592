/* What changed, word by word and field by field. */
#include "scratch.h"

#include "base/buffer.h"
#include "content/diff.h"
#include "text/json.h"

#include <json-c/json.h>
#include <time.h>

/* The difference as "same [-removed-] {+added+}". */
static char *told(struct json_object *parts)
{
    struct buffer out = {0};
    for (size_t i = 0; i < json_object_array_length(parts); i++) {
        struct json_object *part = json_object_array_get_idx(parts, i);
        const char *text = json_text(part, "text");
        if (json_true(part, "is_removed"))
            buffer_printf(&out, "[-%s-]", text);
        else if (json_true(part, "is_added"))
            buffer_printf(&out, "{+%s+}", text);
        else
            buffer_puts(&out, text);
    }
    return buffer_take(&out);
}

static const struct {
    const char *before, *after, *told;
} pairs[] = {
    {"Do not use a sauna for 72 hours.", "Do not use a sauna for 48 hours.",
     "Do not use a sauna for [-72-]{+48+} hours."},
    {"same", "same", "same"},
    {"", "new", "{+new+}"},
    {"gone", "", "[-gone-]"},
    {NULL, "a b", "{+a b+}"},
    {"one two three", "one three", "one [-two -]three"},
    {"one three", "one two three", "one {+two +}three"},
    /* The blank between two changed words goes with them. */
    {"keep hot sun away", "keep cold rain away", "keep [-hot sun-]{+cold rain+} away"},
    {"für Ärzte", "für Ämter", "für [-Ärzte-]{+Ämter+}"},
    {"a\n\nb", "a\nb", "a[-\n\n-]{+\n+}b"},
};

static void words_are_compared(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct json_object *parts = diff_words(pairs[i].before, pairs[i].after);
        char *text = told(parts);
        assert_string_equal(text, pairs[i].told);
        free(text);
        json_object_put(parts);
    }
}

static char *side(struct json_object *parts, const char *without)
{
    struct buffer out = {0};
    for (size_t i = 0; i < json_object_array_length(parts); i++) {
        struct json_object *part = json_object_array_get_idx(parts, i);
        if (strcmp(json_text(part, "kind"), without) != 0)
            buffer_puts(&out, json_text(part, "text"));
    }
    return buffer_take(&out);
}

static void assert_both_sides(const char *before, const char *after)
{
    struct json_object *parts = diff_words(before, after);
    char *old_side = side(parts, "ins"), *new_side = side(parts, "del");
    assert_string_equal(old_side ? old_side : "", before);
    assert_string_equal(new_side ? new_side : "", after);
    free(old_side);
    free(new_side);
    json_object_put(parts);
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static void random_words(unsigned *seed, struct buffer *out)
{
    static const char *const words[] = {"skin", "red", " ", "\n", ".", "sun", " ", "é", ","};
    for (unsigned count = next_random(seed) % 40; count; count--)
        buffer_puts(out, words[next_random(seed) % 9]);
}

static void the_parts_make_both_texts(void **state)
{
    unsigned seed = 7;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct buffer before = {0}, after = {0};
        random_words(&seed, &before);
        random_words(&seed, &after);
        assert_both_sides(buffer_text(&before), buffer_text(&after));
        buffer_free(&before);
        buffer_free(&after);
    }
}

static void huge_texts_take_a_bounded_time(void **state)
{
    struct buffer before = {0}, after = {0};
    (void)state;
    for (int i = 0; i < 50000; i++) {
        buffer_printf(&before, "old%d ", i);
        buffer_printf(&after, "new%d ", i);
    }
    clock_t start = clock();
    assert_both_sides(buffer_text(&before), buffer_text(&after));
    assert_true(clock() - start < 5 * CLOCKS_PER_SEC); /* with sanitizers; 0.1 s without */
    buffer_free(&before);
    buffer_free(&after);
}

static void the_html_is_escaped_and_says_what_it_is(void **state)
{
    struct buffer html = {0};
    (void)state;
    diff_words_html("a <b> & c", "a <i> & c", &html);
    assert_string_equal(buffer_text(&html),
                        "a &lt;<del><span class=\"spoken\">removed: </span>b</del>"
                        "<ins><span class=\"spoken\">added: </span>i</ins>&gt; &amp; c");
    buffer_free(&html);
}

/* --- Documents -------------------------------------------------------------------------------- */

/* Each row as "path=difference; ". */
static void assert_rows(const char *before, const char *after, const char *expected)
{
    struct buffer out = {0};
    struct json_object *old_document = before ? json_tokener_parse(before) : NULL;
    struct json_object *new_document = json_tokener_parse(after);
    assert_non_null(new_document);
    struct json_object *rows = diff_documents(old_document, new_document);
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        char *text = told(json_member(row, "parts"));
        buffer_printf(&out, "%s=%s; ", json_text(row, "path"), text);
        free(text);
    }
    assert_string_equal(buffer_text(&out), expected);
    buffer_free(&out);
    json_object_put(rows);
    json_object_put(old_document);
    json_object_put(new_document);
}

static void fields_are_compared_in_the_order_of_the_table(void **state)
{
    (void)state;
    assert_rows("{\"kind\":\"page\",\"text\":\"old text\",\"title\":\"One\",\"position\":3}",
                "{\"kind\":\"page\",\"text\":\"new text\",\"title\":\"Two\",\"position\":3}",
                "title=[-One-]{+Two+}; text=[-old-]{+new+} text; ");
    assert_rows("{\"kind\":\"page\",\"title\":\"One\"}", "{\"kind\":\"page\",\"title\":\"One\"}",
                "");
    assert_rows(NULL, "{\"kind\":\"page\",\"title\":\"One\"}", "kind={+page+}; title={+One+}; ");
}

#define STEP(id, title, more) "{\"id\":\"" id "\",\"title\":\"" title "\"" more "}"

static void entries_are_matched_by_their_id(void **state)
{
    (void)state;
    assert_rows("{\"kind\":\"checklist\",\"steps\":[" STEP("a", "Sauna", "") "," STEP(
                    "b", "Sun", ",\"until\":{\"words\":\"72 hours\"},\"confirmed\":false") "]}",
                "{\"kind\":\"checklist\",\"steps\":[" STEP("c", "Gym", "") "," STEP(
                    "b", "Sun", ",\"until\":{\"words\":\"48 hours\"},\"confirmed\":true") "]}",
                "steps.c.id={+c+}; steps.c.title={+Gym+}; "
                "steps.b.until.words=[-72-]{+48+} hours; steps.b.confirmed=[-no-]{+yes+}; "
                "steps.a.id=[-a-]; steps.a.title=[-Sauna-]; ");
}

static void a_new_order_is_told(void **state)
{
    (void)state;
    assert_rows(
        "{\"kind\":\"checklist\",\"steps\":[" STEP("a", "A", "") "," STEP("b", "B", "") "]}",
        "{\"kind\":\"checklist\",\"steps\":[" STEP("b", "B", "") "," STEP("a", "A", "") "]}",
        "steps.order=[-a\n-]b{+\na+}; ");
}

static void a_draft_may_hold_anything(void **state)
{
    (void)state;
    assert_rows("{\"kind\":\"checklist\",\"steps\":[" STEP("a", "A", "") "]}",
                "{\"kind\":\"checklist\",\"steps\":\"none\",\"sources\":[1,null],\"review\":7}",
                "sources.1={+1+}; review={+7+}; "
                "steps=[-{ \"id\": \"a\", \"title\": \"A\" }-]{+none+}; ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_compared),
        cmocka_unit_test(the_parts_make_both_texts),
        cmocka_unit_test(huge_texts_take_a_bounded_time),
        cmocka_unit_test(the_html_is_escaped_and_says_what_it_is),
        cmocka_unit_test(fields_are_compared_in_the_order_of_the_table),
        cmocka_unit_test(entries_are_matched_by_their_id),
        cmocka_unit_test(a_new_order_is_told),
        cmocka_unit_test(a_draft_may_hold_anything),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
