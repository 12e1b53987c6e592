/* Prose that cites facts. */
#include "importing.h"

#include "content/cite.h"
#include "content/document.h"
#include "content/kind.h"
#include "text/json.h"

#include <json-c/json.h>

#define DOCUMENT(kind, key)                                                                        \
    "{\"kind\":\"" kind "\",\"key\":\"" key "\",\"slug\":\"" key                                   \
    "\",\"lang\":\"en\",\"title\":\"T\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"             \
    "\"review\":{\"next_due\":\"2027-01-31\"},"
#define FIGURE(words)                                                                              \
    "{\"time\":{\"kind\":\"unstated\",\"words\":\"" words "\"},\"source\":\"s\",\"place\":\"p\"}"
#define FACT(id, figures, confirmed, more)                                                         \
    "{\"id\":\"" id "\",\"label\":\"L\",\"figures\":[" figures "],\"confirmed\":" confirmed more "}"
#define TREATMENT(key, facts, what)                                                                \
    DOCUMENT("treatment", key)                                                                     \
    "\"summary\":\"s\",\"what\":\"" what "\",\"how\":\"h\",\"facts\":[" facts "]}"
#define FAQ(key, treatments, short_answer, answer)                                                 \
    DOCUMENT("faq", key)                                                                           \
    "\"short_answer\":\"" short_answer "\",\"answer\":\"" answer "\",\"treatments\":[" treatments  \
    "],\"confirmed\":true}"
#define PAGE(key, text) DOCUMENT("page", key) "\"text\":\"" text "\"}"
#define WITHDRAWN(key)                                                                             \
    DOCUMENT("treatment", key)                                                                     \
    "\"withdrawn\":{\"reason\":\"r\"},\"summary\":\"s\",\"what\":\"w\",\"how\":\"h\"}"

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

#define LENGTH(words) FACT("length", FIGURE(words), "true", "")

#define assert_published(db, ...) assert_import_published(db, true, __VA_ARGS__)

#define assert_refused(db, words, ...) assert_import_refused(db, true, words, __VA_ARGS__)

static void assert_says(struct db *db, const char *key, const char *member, const char *words)
{
    struct document document;
    assert_true(document_by_key(db, key, &document));
    assert_string_equal(json_text(document.body, member), words);
    document_free(&document);
}

static void assert_indexed(struct db *db, const char *word, int64_t count)
{
    struct db_rows *rows = db_query(db, DB_SEARCH_COUNT, "si", word, (int64_t)10);
    assert_true(db_next(rows));
    assert_int_equal(db_integer(rows, 0), count);
    db_end(rows);
}

static void a_citation_is_read_as_words(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, TREATMENT("t", LENGTH("20 & 30 minutes"), "Takes [[fact:length]]."),
                     FAQ("q", "\"t\"", "It takes [[fact:length]].", "So *long*: [[fact:length]]!"),
                     PAGE("p", "See [[fact:t/length]], twice [[fact:t/length]]."));
    assert_says(db, "t", "what_html", "<p>Takes 20 &amp; 30 minutes.</p>\n");
    assert_says(db, "t", "what", "Takes [[fact:length]].");
    assert_says(db, "q", "short_answer", "It takes 20 & 30 minutes.");
    assert_says(db, "q", "answer_html", "<p>So <em>long</em>: 20 &amp; 30 minutes!</p>\n");
    assert_says(db, "p", "text_html",
                "<p>See 20 &amp; 30 minutes, twice 20 &amp; 30 minutes.</p>\n");
}

static void what_differs_or_is_not_confirmed_is_told(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db,
                     TREATMENT("t",
                               FACT("one", FIGURE("a"), "false", "") "," FACT(
                                   "many", FIGURE("a") "," FIGURE("b") "," FIGURE("c"), "false",
                                   "") "," FACT("often", FIGURE("every a"), "true",
                                                ",\"frequency\":{\"low\":1,\"high\":2,\"unit\":"
                                                "\"week\",\"words\":\"once\"}"),
                               "w"),
                     FAQ("q", "\"t\"", "[[fact:one]]", "[[fact:many]]"),
                     PAGE("p", "[[fact:t/often]]"));
    assert_says(db, "q", "short_answer",
                "a (the clinic has not confirmed this yet, so please ask us)");
    assert_says(db, "q", "answer_html",
                "<p>a, b or c (our information differs here, so please ask us)</p>\n");
    assert_says(db, "p", "text_html", "<p>once</p>\n");
}

static void code_cites_nothing(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, PAGE("p", "Write `[[fact:x]]`.\\n\\n    [[fact:y]]"));
    assert_says(db, "p", "text_html",
                "<p>Write <code>[[fact:x]]</code>.</p>\n<pre><code>[[fact:y]]\n</code></pre>\n");
}

static void words_are_searched_and_brackets_not(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, TREATMENT("t", LENGTH("zwanzig"), "w"),
                     FAQ("q", "\"t\"", "s", "a [[fact:length]] b"));
    assert_indexed(db, "zwanzig", 2);
    assert_indexed(db, "length", 0);
}

static void a_citation_of_nothing_is_refused(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, TREATMENT("t", LENGTH("x"), "w"), TREATMENT("u", LENGTH("y"), "w"));
    assert_refused(db,
                   "answer: cites [[fact:lenght]], but the treatment 't' has no such fact; it "
                   "has: length",
                   FAQ("q", "\"t\"", "s", "[[fact:lenght]]"));
    assert_refused(db, "short_answer: cites [[fact:v/length]], but 'v' is the key of no treatment",
                   FAQ("q", "\"t\"", "[[fact:v/length]]", "a"));
    assert_refused(db, "text: cites [[fact:length]], but belongs to no treatment",
                   PAGE("p", "[[fact:length]]"));
    assert_refused(db, "answer: cites [[fact:length]], which several of its treatments have",
                   FAQ("q", "\"t\",\"u\"", "s", "[[fact:length]]"));
    assert_refused(db, "text: holds [[fact:A b]], which cites nothing", PAGE("p", "[[fact:A b]]"));
    assert_refused(db, "text: holds [[fact:t/length …]], which cites nothing",
                   PAGE("p", "[[fact:t/length"));
    assert_refused(db, "title: cites a fact, which cannot be done here",
                   "{\"kind\":\"page\",\"key\":\"p\",\"slug\":\"p\",\"lang\":\"en\","
                   "\"title\":\"[[fact:t/length]]\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"
                   "\"review\":{\"next_due\":\"2027-01-31\"},\"text\":\"x\"}");
}

static void a_set_brings_fact_and_citation_together(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, TREATMENT("t", LENGTH("x"), "w"),
                     FAQ("q", "\"t\"", "s", "[[fact:length]]"));
    assert_published(db, FAQ("q", "\"t\"", "s", "[[fact:new]]"),
                     TREATMENT("t", FACT("new", FIGURE("z"), "true", ""), "w"));
    assert_says(db, "q", "answer_html", "<p>z</p>\n");
}

static void a_cited_fact_does_not_go(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, TREATMENT("t", LENGTH("x"), "w"),
                     FAQ("q", "\"t\"", "s", "[[fact:length]]"), PAGE("p", "[[fact:t/length]]"));
    assert_refused(db, "facts: are cited by the faq 'q', whose answer then cites [[fact:length]]",
                   TREATMENT("t", "", "w"));
    assert_refused(db, "facts: are cited by the page 'p'", TREATMENT("t", "", "w"));
    assert_published(db, FAQ("q", "", "s", "a"));
    assert_refused(db, "withdrawn: cannot be: the page 'p' names it", WITHDRAWN("t"));
    assert_published(db, PAGE("p", "x"), WITHDRAWN("t"));
}

static void rows_of(struct db *db, struct buffer *out)
{
    static const char *const keys[] = {"t", "q", "p", NULL};
    for (const char *const *key = keys; *key; key++) {
        struct document document;
        assert_true(document_by_key(db, *key, &document));
        buffer_puts(out, json_object_to_json_string(document.body));
        buffer_puts(out, document.summary);
        document_free(&document);
        struct json_object *referrers = document_referrers(db, *key, 10);
        buffer_puts(out, json_object_to_json_string(referrers));
        json_object_put(referrers);
    }
}

static void a_changed_fact_changes_what_cites_it(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct buffer incremental = {0}, full = {0};
    size_t count;
    assert_published(db, TREATMENT("t", LENGTH("alt"), "w"),
                     FAQ("q", "\"t\"", "In [[fact:length]].", "[[fact:length]]"),
                     PAGE("p", "[[fact:t/length]]"));
    assert_published(db, TREATMENT("t", LENGTH("neu"), "w"));
    assert_says(db, "q", "short_answer", "In neu.");
    assert_says(db, "q", "answer_html", "<p>neu</p>\n");
    assert_says(db, "p", "text_html", "<p>neu</p>\n");
    assert_indexed(db, "alt", 0);
    rows_of(db, &incremental);
    assert_non_null(strstr(buffer_text(&incremental), "\"kind\": \"page\", \"key\": \"p\""));
    assert_int_equal(publish_rebuild(db, &count), PUBLISH_DONE);
    rows_of(db, &full);
    assert_string_equal(buffer_text(&incremental), buffer_text(&full));
    buffer_free(&incremental);
    buffer_free(&full);
}

static void marks_of_an_author_cite_and_no_more(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, TREATMENT("t", LENGTH("x"), "w"),
                     PAGE("p", "[[fact:t/length]] \xef\xb7\x90<b>\xef\xb7\x91 \xef\xb7\x90 end"));
    assert_says(db, "p", "text_html", "<p>x [[fact:&lt;b&gt;]]  end</p>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DATABASE(a_citation_is_read_as_words),
        WITH_DATABASE(what_differs_or_is_not_confirmed_is_told),
        WITH_DATABASE(code_cites_nothing),
        WITH_DATABASE(words_are_searched_and_brackets_not),
        WITH_DATABASE(a_citation_of_nothing_is_refused),
        WITH_DATABASE(a_set_brings_fact_and_citation_together),
        WITH_DATABASE(a_cited_fact_does_not_go),
        WITH_DATABASE(a_changed_fact_changes_what_cites_it),
        WITH_DATABASE(marks_of_an_author_cite_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
