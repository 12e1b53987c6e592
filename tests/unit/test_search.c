/* The search: how words are understood, how parts are ranked, and what comes of it. */
#include "importing.h"

#include "base/buffer.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/search.h"
#include "content/search_find.h"
#include "content/search_rank.h"
#include "content/search_time.h"
#include "content/search_words.h"
#include "content/vocabulary.h"
#include "text/json.h"
#include "text/spelling.h"

#include <json-c/json.h>

enum { PLENTY = 60 }; /* seconds: what is found does not hang on what else the machine does */

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

/* --- Words ------------------------------------------------------------------------------------ */

static bool knows_listed(void *data, const char *words)
{
    static const char *const site_has[] = {"microneedling", "sun screen", "makeup", NULL};
    (void)data;
    for (const char *const *known = site_has; *known; known++)
        if (strcmp(*known, words) == 0)
            return true;
    return false;
}

static void read_words(struct search_words *words, const char *typed)
{
    struct vocabulary vocabulary = {0};
    vocabulary_add_phrase(&vocabulary, 0, "redness");
    vocabulary_add_phrase(&vocabulary, 0, "red face");
    vocabulary_add_phrase(&vocabulary, 0, "erythema");
    vocabulary_add_phrase(&vocabulary, 1, "microneedling");
    vocabulary_add_phrase(&vocabulary, 1, "derma roller");
    search_words_read(words, typed, &vocabulary, knows_listed, NULL);
    vocabulary_free(&vocabulary);
}

static const char *expression_of(const char *typed)
{
    static char text[4000];
    struct search_words words = {0};
    struct buffer buffer = {0};
    read_words(&words, typed);
    for (size_t i = 0; i < words.term_count; i++) {
        buffer_puts(&buffer, i ? " " : "");
        search_term_expression(&words, &words.terms[i], &buffer);
    }
    snprintf(text, sizeof text, "%s", buffer_text(&buffer));
    buffer_free(&buffer);
    search_words_free(&words);
    return text;
}

static const struct {
    const char *typed, *expression;
} cases[] = {
    {"sauna", "(((\"sauna\")))"},
    {"  hot   tub ", "(((\"hot\"))) (((\"tub\")))"},
    {"NEAR(x, y)", "(((\"near\"))) (((\"x\"))) (((\"y\")))"},
    {"title:tan*", "(((\"title\"))) (((\"tan\")))"},
    {"\"\"\"", ""},
    {"^{}()*:+-\"", ""},
    {"", ""},
    {"\xf0\x9f\x98\x80", ""},
    {"\xff\xfe sauna \xc3", "(((\"sauna\")))"},
    {"R\xc3\x96TE", "(((\"rote\")))"},
    /* Words that only ask, unless there are no others. */
    {"can I go swimming after", "(((\"swimming\")))"},
    {"how long", "(((\"how\"))) (((\"long\")))"},
    /* Joined and parted. */
    {"micro needling",
     "((\"micro\" AND (\"needling\")) OR (\"microneedling\") OR (\"derma roller\"))"},
    {"sunscreen", "(((\"sunscreen\")) OR (\"sun screen\"))"},
    {"make-up remover", "((\"make\" AND (\"up\")) OR (\"makeup\")) (((\"remover\")))"},
    /* What staff say means the same, in any number of words. */
    {"red face?", "((\"red\" AND (\"face\")) OR (\"redness\") OR (\"erythema\"))"},
    {"erythema", "(((\"erythema\")) OR (\"redness\") OR (\"red face\"))"},
};

static void words_are_understood(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (strcmp(expression_of(cases[i].typed), cases[i].expression) != 0)
            fail_msg("'%s' gives %s", cases[i].typed, expression_of(cases[i].typed));
}

static void long_queries_are_cut(void **state)
{
    (void)state;
    static char typed[1000001];
    struct search_words words = {0};
    for (size_t i = 0; i < sizeof typed - 1; i += 5)
        memcpy(typed + i, "word ", 5);
    read_words(&words, typed);
    assert_int_equal(words.typed, SEARCH_QUERY_MAX / 5);
    assert_int_equal(words.term_count, SEARCH_WORDS_MAX);
    search_words_free(&words);
    memset(typed, 'x', sizeof typed - 1);
    memcpy(typed + SEARCH_QUERY_MAX - 1, "\xc3\xa9", 2);
    read_words(&words, typed);
    assert_int_equal(words.words.list[0].folded_size, SEARCH_QUERY_MAX - 1);
    search_words_free(&words);
}

static void endings_fall(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"swimming", "swim"},   {"redness", "red"},    {"saunas", "sauna"},
        {"bruising", "bruise"}, {"bruises", "bruise"}, {"hottest", "hot"},
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        size_t a = fold_stem(same[i][0], strlen(same[i][0]));
        size_t b = fold_stem(same[i][1], strlen(same[i][1]));
        if (a != b || memcmp(same[i][0], same[i][1], a) != 0)
            fail_msg("%s is not %s", same[i][0], same[i][1]);
    }
}

static void slips_are_counted(void **state)
{
    (void)state;
    assert_int_equal(spelling_slips("sauna", "sauna"), 0);
    assert_int_equal(spelling_slips("suana", "sauna"), 1);
    assert_int_equal(spelling_slips("sana", "sauna"), 1);
    assert_int_equal(spelling_slips("", "sauna"), 5);
}

/* --- Ranking ---------------------------------------------------------------------------------- */

static double points(const char *typed, const char *kind, const char *title, const char *heading,
                     const char *text)
{
    struct search_words words = {0};
    struct search_passage passage = {kind, "", title, heading, "", "", text};
    read_words(&words, typed);
    double found = search_rank(&words, &passage).points;
    search_words_free(&words);
    return found;
}

#define FAQ(typed, title, text) points(typed, "faq", title, "", text)

static void better_answers_come_first(void **state)
{
    (void)state;
    /* The title before the text, */
    assert_true(FAQ("sauna", "Sauna", "x") > FAQ("sauna", "Heat", "No sauna."));
    /* exact before stemmed before a beginning before a synonym, */
    assert_true(FAQ("swimming", "Swimming there", "") > FAQ("swimming", "Swim there", ""));
    assert_true(FAQ("swim", "Swims there", "") > FAQ("swim", "Swimwear there", ""));
    assert_true(FAQ("redness", "Redness there", "") > FAQ("redness", "Erythema there", ""));
    /* more of the words, and a title that holds little else, */
    assert_true(FAQ("sauna steam", "Sauna steam", "") > FAQ("sauna steam", "Sauna heat", ""));
    assert_true(FAQ("sauna", "Sauna", "") > FAQ("sauna", "Sauna and other heat", ""));
    /* the words in their order, and the question that was asked, */
    assert_true(FAQ("acne scars", "Acne scars help", "") >
                FAQ("acne scars", "Scars help acne", ""));
    assert_true(FAQ("how long red", "How long red there", "") >
                FAQ("how long red", "Why red there", ""));
    /* a part's heading before its page's title. */
    assert_true(points("sauna", "checklist", "Aftercare", "Sauna", "") >
                points("sauna", "checklist", "Sauna", "Aftercare", ""));
}

static void what_was_found_is_marked(void **state)
{
    (void)state;
    struct search_words words = {0};
    struct buffer html = {0}, plain = {0};
    read_words(&words, "swimming pool");
    search_snippet(&words, "Do not <b>swim</b> in a \"POOL\".", &html, &plain);
    assert_string_equal(buffer_text(&html), "Do not &lt;b&gt;<mark>swim</mark>&lt;/b&gt; in a "
                                            "&quot;<mark>POOL</mark>&quot;.");
    assert_string_equal(buffer_text(&plain), "Do not <b>swim</b> in a \"POOL\".");
    buffer_clear(&html);
    buffer_clear(&plain);
    search_snippet(&words,
                   "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a "
                   "pool a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
                   &html, &plain);
    assert_string_equal(buffer_text(&plain), "…a a a a a a pool a a a a a a a a a a a a a a a a a "
                                             "a a a a…");
    /* What means the same is marked where it stands whole. */
    search_words_free(&words);
    buffer_clear(&html);
    read_words(&words, "erythema");
    search_snippet(&words, "A face, red; a red face, redness.", &html, &plain);
    assert_string_equal(buffer_text(&html), "A face, <mark>red</mark>; a <mark>red</mark> "
                                            "<mark>face</mark>, <mark>redness</mark>.");
    buffer_free(&html);
    buffer_free(&plain);
    search_words_free(&words);
}

/* --- The whole -------------------------------------------------------------------------------- */

#define HEAD(kind, key, title)                                                                     \
    "{\"kind\":\"" kind "\",\"key\":\"" key "\",\"slug\":\"" key "\",\"lang\":\"en\",\"title\":"   \
    "\"" title "\",\"sources\":[{\"id\":\"s\",\"title\":\"Source\"}],\"review\":{\"next_due\":"    \
    "\"2027-01-31\"}"
#define QUESTION(key, title, answer)                                                               \
    HEAD("faq", key, title) ",\"short_answer\":\"" answer "\",\"confirmed\":true}"
#define CITED "\"source\":\"s\",\"place\":\"p\",\"confirmed\":true"

static const char sauna[] =
    HEAD("activity", "sauna", "Saunas") ",\"other_names\":[\"steam bath\"]}";
static const char peel[] =
    HEAD("treatment", "peel", "Peel") ",\"summary\":\"s\",\"what\":\"w\","
                                      "\"how\":\"h\",\"signs\":[{\"id\":\"red\",\"title\":"
                                      "\"Redness\",\"look\":\"A *pink* face.\","
                                      "\"urgency\":\"usual\"," CITED "}]}";
static const char checklist[] =
    HEAD("checklist", "after-peel",
         "After a peel") ",\"treatment\":\"peel\",\"summary\":\"Calm "
                         "skin.\",\"steps\":[{\"id\":\"no-heat\",\"action\":"
                         "\"do-not\",\"phase\":\"after\",\"title\":\"Stay out of the "
                         "heat\",\"activity\":\"sauna\","
                         "\"until\":{\"kind\":\"time\",\"low\":2,\"high\":2,\"unit\":\"day\","
                         "\"precision\":\"exact\","
                         "\"anchor\":\"after-treatment\",\"words\":\"2 days\"}," CITED "}]}";
static const char words[] = HEAD(
    "vocabulary", "words",
    "Words") ",\"groups\":[{\"id\":\"red\",\"words\":[\"redness\",\"erythema\",\"red face\"]}]}";
static const char creams[] = QUESTION("creams", "Which creams may I use?", "Plain moisturizer.");

static struct json_object *ask(struct db *db, const char *typed)
{
    struct search_query query = {.typed = typed, .limit = 10};
    struct json_object *found = search(db, &query);
    if (db_state(db) != DB_OK)
        fail_msg("'%s': %s", typed, db_message(db));
    return found;
}

/* The first result's address, or "". */
static const char *first(struct db *db, const char *typed)
{
    static char url[200];
    struct json_object *found = ask(db, typed);
    struct json_object *results = json_member(found, "results");
    snprintf(url, sizeof url, "%s",
             json_object_array_length(results)
                 ? json_text(json_object_array_get_idx(results, 0), "page_url")
                 : "");
    json_object_put(found);
    return url;
}

static void a_hit_leads_to_the_part(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    assert_string_equal(first(db, "pink"), "/treatments/peel#sign-red");
    assert_string_equal(first(db, "erythema"), "/treatments/peel#sign-red");
    assert_string_equal(first(db, "how long will my face be red"), "/treatments/peel#sign-red");
    assert_string_equal(first(db, "heat"), "/aftercare/after-peel#step-no-heat");
    assert_string_equal(first(db, "2 days"), "/aftercare/after-peel#step-no-heat");
    assert_string_equal(first(db, "peel"), "/treatments/peel");
    assert_string_equal(first(db, "steam bath"), "/can-i/sauna");
    assert_string_equal(first(db, "words"), ""); /* of staff alone */
}

static void values_do_not_run_together(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(
        db, true, HEAD("location", "harbor", "Harbor") ",\"address\":[\"1 Pier\",\"Baltimore\"]}");
    struct json_object *found = ask(db, "pier");
    struct json_object *first = json_object_array_get_idx(json_member(found, "results"), 0);
    assert_string_equal(json_text(first, "snippet"), "1 Pier · Baltimore");
    json_object_put(found);
}

static void names_of_an_activity_find_its_steps(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist);
    assert_import_published(db, true,
                            HEAD("activity", "sauna", "Saunas") ",\"other_names\":[\"banya\"]}");
    struct search_query query = {"banya", kind_by_name("checklist"), 10, 0};
    struct json_object *found = search(db, &query);
    assert_int_equal(json_integer(found, "total", -1), 1);
    json_object_put(found);
    /* The name that it had: at most what is near to it. */
    found = ask(db, "steam bath");
    assert_true(json_integer(found, "total", -1) == 0 || json_text(found, "corrected"));
    json_object_put(found);
}

static void slips_are_corrected(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, creams);
    struct json_object *found = ask(db, "which moisturiser");
    assert_string_equal(json_text(found, "corrected"), "which moisturizer");
    json_object_put(found);
    found = ask(db, "moisturizer");
    assert_null(json_text(found, "corrected"));
    assert_null(json_text(found, "suggestion"));
    json_object_put(found);
    assert_string_equal(first(db, "mositurizer"), "/questions/creams");
}

static const char *direct_of(struct db *db, const char *typed)
{
    static char text[300];
    struct json_object *found = ask(db, typed);
    snprintf(text, sizeof text, "%s",
             json_object_to_json_string_ext(json_member(found, "direct"), JSON_C_TO_STRING_PLAIN));
    json_object_put(found);
    return text;
}

static void activities_and_signs_answer_directly(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    assert_string_equal(direct_of(db, "can I go to a sauna after"),
                        "[{\"type\":\"activity\",\"key\":\"sauna\"}]");
    assert_string_equal(direct_of(db, "how long red"),
                        "[{\"type\":\"sign\",\"treatment\":\"peel\",\"id\":\"red\"}]");
    assert_string_equal(direct_of(db, "is erythema normal?"),
                        "[{\"type\":\"sign\",\"treatment\":\"peel\",\"id\":\"red\"}]");
    assert_string_equal(direct_of(db, "which creams"), "[]");
}

/* The nearest questions of what finds nothing: their addresses with blanks between them. */
static const char *nearest_of(struct db *db, const char *typed)
{
    static char text[500];
    struct json_object *found = ask(db, typed), *near = json_member(found, "nearest");
    *text = '\0';
    assert_int_equal(json_integer(found, "total", -1), 0);
    for (size_t i = 0; i < json_length(found, "nearest"); i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? " " : "",
                 json_text(json_object_array_get_idx(near, i), "page_url"));
    json_object_put(found);
    return text;
}

static void no_hit_gives_the_nearest_questions(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, creams, QUESTION("z", "Where is the zebra?", "There."),
                            QUESTION("who", "Whom do I call?", "Us."));
    /* What begins or looks like it, */
    assert_string_equal(nearest_of(db, "zebranoxol"), "/questions/z");
    assert_string_equal(nearest_of(db, "moistyrizeng"), "/questions/creams");
    /* and whom to call where nothing does. */
    assert_string_equal(nearest_of(db, "xylophone"),
                        "/questions/who /questions/z /questions/creams");
}

static void a_word_that_nobody_wrote_sinks_no_question(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, creams, sauna,
                            QUESTION("z", "Where is the zebra?", "There."));
    struct json_object *found = ask(db, "xylophone concerto quartets zebra");
    assert_int_equal(json_length(found, "missing"), 3);
    assert_int_equal(json_integer(found, "total", -1), 1);
    json_object_put(found);
    assert_string_equal(direct_of(db, "my grandparents like the sauna"),
                        "[{\"type\":\"activity\",\"key\":\"sauna\"}]");
    /* Nor does the sauna answer who may not be meant: the clinic does. */
    assert_string_equal(direct_of(db, "the sauna when pregnant"), "[{\"type\":\"contact\"}]");
}

/* Each longer beginning of a word goes on finding what the whole word finds. */
static void beginnings_find_what_the_word_finds(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    static const struct {
        const char *word, *page;
        size_t from;
    } typed[] = {{"swimming", "/questions/swim", 1},
                 {"irritation", "/questions/irritated", 1},
                 {"moisturizer", "/questions/creams", 1},
                 {"erythema", "/treatments/peel#sign-red", 2},
                 {"red face", "/treatments/peel#sign-red", 3}};
    assert_import_published(db, true, sauna, peel, checklist, words, creams,
                            QUESTION("swim", "May I swim?", "No swimming."),
                            QUESTION("irritated", "Is my skin irritated?", "Irritation ends."),
                            QUESTION("push", "May I do push-ups?", "No pushing."));
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        for (size_t size = typed[i].from; size <= strlen(typed[i].word); size++) {
            char beginning[40];
            snprintf(beginning, size + 1, "%s", typed[i].word);
            struct json_object *found = ask(db, beginning), *list = json_member(found, "results");
            bool is_there = false;
            for (size_t j = 0; j < json_length(found, "results"); j++)
                is_there =
                    is_there || strcmp(json_text(json_object_array_get_idx(list, j), "page_url"),
                                       typed[i].page) == 0;
            if (!is_there)
                fail_msg("'%s' does not find %s", beginning, typed[i].page);
            json_object_put(found);
        }
    /* A beginning has no stem: "pus" is not "pu". */
    assert_string_equal(first(db, "pups"), "");
}

static void joined_words_are_parted(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, words, creams,
                            QUESTION("burn", "May I burn a candle in the sun?", "Yes."));
    assert_string_equal(direct_of(db, "canigotothesaunas"),
                        "[{\"type\":\"activity\",\"key\":\"sauna\"}]");
    assert_string_equal(direct_of(db, "redface"),
                        "[{\"type\":\"sign\",\"treatment\":\"peel\",\"id\":\"red\"}]");
    /* But "sunburn" is not the sun and to burn, and what is denied stays so. */
    assert_string_equal(first(db, "sunburn"), "");
    assert_string_equal(direct_of(db, "notred"), "[]");
}

/* A word that one page has as one and another as two finds both. */
static void pages_that_part_a_word_are_found_too(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, QUESTION("one", "Do I need sunblock?", "Yes."),
                            QUESTION("two", "Which sun block is best?", "Any."));
    static const char *const typed[] = {"sunblock", "sun block", "sun-block"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct json_object *found = ask(db, typed[i]);
        assert_int_equal(json_object_get_int(json_member(found, "total")), 2);
        json_object_put(found);
    }
}

static void who_asks_for_the_clinic_is_led_there(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    static const char contact[] = "[{\"type\":\"contact\"}]";
    static const char *const asks[] = {"opening hours",  "where is the clinic",
                                       "can I ring you", "phone number",
                                       "E-Mail",         "where do I park"};
    static const char *const asks_other[] = {"open wound", "my ring", "72 hours", "go to the park"};
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++)
        assert_string_equal(direct_of(db, asks[i]), contact);
    for (size_t i = 0; i < sizeof asks_other / sizeof asks_other[0]; i++)
        assert_string_equal(direct_of(db, asks_other[i]), "[]");
}

static void dump(struct db *db, struct buffer *out)
{
    for (int64_t id = 0; id < 20; id++)
        for (int64_t number = 0; number < 20; number++) {
            struct db_rows *row =
                db_query(db, DB_PASSAGE_READ, "i", id * PASSAGES_PER_DOCUMENT + number);
            while (db_next(row)) {
                for (int i = 0; i < 8; i++)
                    buffer_printf(out, "%s|", db_text(row, i));
                buffer_puts(out, "\n");
            }
            db_end(row);
        }
    struct db_rows *rows = db_query(db, DB_WORDS_FROM, "si", "", (int64_t)1000);
    while (db_next(rows))
        buffer_printf(out, "%s %lld\n", db_text(rows, 0), (long long)db_integer(rows, 1));
    db_end(rows);
}

static void a_rebuild_gives_what_publishing_gave(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct buffer before = {0}, after = {0};
    size_t count;
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    assert_import_published(db, true, QUESTION("creams", "Which lotions may I use?", "None."));
    assert_import_published(db, true, HEAD("activity", "sauna", "Hot rooms") "}");
    dump(db, &before);
    assert_int_equal(publish_rebuild(db, &count), PUBLISH_DONE);
    dump(db, &after);
    assert_string_equal(buffer_text(&after), buffer_text(&before));
    assert_null(strstr(buffer_text(&after), "moisturizer"));
    assert_non_null(strstr(buffer_text(&after), "rooms 2\n"));
    buffer_free(&before);
    buffer_free(&after);
}

static void publish_many(struct db *db, int count)
{
    struct import import = {0};
    for (int i = 0; i < count; i++) {
        char text[600];
        snprintf(text, sizeof text,
                 HEAD("faq", "q%d",
                      "Question %d about heat") ",\"short_answer\":\"Warm\",\"confirmed\":true}",
                 i, i, i);
        import_add(&import, "file", text, strlen(text), true, "test", "");
    }
    assert_int_equal(publish(db, import.drafts, import.count, 1000, publish_ungated, NULL, NULL),
                     PUBLISH_DONE);
    import_free(&import);
}

static void what_takes_too_long_is_ended(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    publish_many(db, SEARCH_LOOK_MAX + 100);
    struct json_object *found = ask(db, "heat");
    assert_int_equal(json_integer(found, "total", 0), SEARCH_LOOK_MAX + 100);
    assert_false(json_true(found, "cut"));
    json_object_put(found);
    search_time_allow_no_ranking(true);
    static const char *const typed[] = {"heat", "hea", "h", "questions about the heat"};
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        found = ask(db, typed[i]);
        assert_true(json_true(found, "cut"));
        assert_int_equal(json_length(found, "results"), 10);
        assert_null(json_member(found, "missing")); /* what was not counted is not said */
        json_object_put(found);
    }
    search_time_allow_no_ranking(false);
    search_time_allow(0); /* nothing at all: the caps hold, and no word is called unknown */
    found = ask(db, "heat qwertz");
    assert_true(json_true(found, "cut"));
    assert_int_equal(json_integer(found, "total", -1), 0);
    assert_null(json_member(found, "corrected"));
    assert_true(json_length(found, "nearest") > 0);
    json_object_put(found);
    json_object_put(search_suggest(db, "hea", 5));
    assert_int_equal(db_state(db), DB_OK);
    search_time_allow(PLENTY);
    struct search_query late = {"heat", NULL, 20, SEARCH_LOOK_MAX + 90};
    found = search(db, &late);
    assert_int_equal(json_length(found, "results"), 10);
    json_object_put(found);
}

static void what_is_kept_is_whole(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    db_limit(db, 0);
    assert_true(vocabulary_get(db)->name_count > 0);
    db_limit(db, DB_NO_LIMIT);
    assert_true(vocabulary_get(db)->name_count > 0);
}

static void nothing_typed_breaks_the_search(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    static const char *const nasty[] = {
        "\"",        "NEAR(", "NEAR(a b, 3)", "*",  "a*",    "^a",   "title:a",
        "{title}:a", "- a",   "a AND",        "OR", "NOT a", "a\"b", "\xf0\x9f\x98\x80",
        "\xff\xff",  "%s%n",  "'; DROP TABLE"};
    for (size_t i = 0; i < sizeof nasty / sizeof nasty[0]; i++) {
        json_object_put(ask(db, nasty[i]));
        json_object_put(search_suggest(db, nasty[i], 5));
        assert_int_equal(db_state(db), DB_OK);
    }
    char typed[3] = "";
    for (int i = 1; i < 256; i++) {
        typed[0] = (char)i;
        typed[1] = '"';
        json_object_put(ask(db, typed));
        json_object_put(search_suggest(db, typed, 5));
        assert_int_equal(db_state(db), DB_OK);
    }
}

static void beginnings_are_suggested(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, sauna, peel, checklist, words, creams);
    struct json_object *list = search_suggest(db, "Which cr", 5);
    assert_int_equal(json_object_array_length(list), 1);
    struct json_object *one = json_object_array_get_idx(list, 0);
    assert_string_equal(json_text(one, "text"), "Which creams may I use?");
    assert_string_equal(json_text(one, "page_url"), "/questions/creams");
    json_object_put(list);
    list = search_suggest(db, "stea", 5);
    assert_int_equal(json_object_array_length(list), 1);
    assert_string_equal(json_text(json_object_array_get_idx(list, 0), "text"), "steam bath");
    json_object_put(list);
    list = search_suggest(db, "moistu", 5); /* stands in a text alone */
    assert_int_equal(json_object_array_length(list), 0);
    json_object_put(list);
    /* One for a page, the best; a word of staff; a slip. */
    static const struct {
        const char *typed, *text;
    } once[] = {{"sa", "Saunas"}, {"eryth", "Redness"}, {"sauans", "Saunas"}};
    assert_import_published(
        db, true, HEAD("activity", "sauna", "Saunas") ",\"other_names\":[\"sauna visit\"]}");
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        list = search_suggest(db, once[i].typed, 5);
        assert_int_equal(json_object_array_length(list), 1);
        assert_string_equal(json_text(json_object_array_get_idx(list, 0), "text"), once[i].text);
        json_object_put(list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_understood),
        cmocka_unit_test(long_queries_are_cut),
        cmocka_unit_test(endings_fall),
        cmocka_unit_test(slips_are_counted),
        cmocka_unit_test(better_answers_come_first),
        cmocka_unit_test(what_was_found_is_marked),
        WITH_DATABASE(values_do_not_run_together),
        WITH_DATABASE(a_hit_leads_to_the_part),
        WITH_DATABASE(names_of_an_activity_find_its_steps),
        WITH_DATABASE(slips_are_corrected),
        WITH_DATABASE(activities_and_signs_answer_directly),
        WITH_DATABASE(no_hit_gives_the_nearest_questions),
        WITH_DATABASE(a_word_that_nobody_wrote_sinks_no_question),
        WITH_DATABASE(beginnings_find_what_the_word_finds),
        WITH_DATABASE(joined_words_are_parted),
        WITH_DATABASE(pages_that_part_a_word_are_found_too),
        WITH_DATABASE(who_asks_for_the_clinic_is_led_there),
        WITH_DATABASE(a_rebuild_gives_what_publishing_gave),
        WITH_DATABASE(what_takes_too_long_is_ended),
        WITH_DATABASE(what_is_kept_is_whole),
        WITH_DATABASE(nothing_typed_breaks_the_search),
        WITH_DATABASE(beginnings_are_suggested),
    };
    search_time_allow(PLENTY);
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
