/* Checking and publishing documents. */
#include "importing.h"

#include "content/check.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/picture.h"
#include "text/json.h"

#include <json-c/json.h>

#define PAGE(key, slug, text, more)                                                                \
    "{\"kind\":\"page\",\"key\":\"" key "\",\"slug\":\"" slug "\",\"lang\":\"en\"" more            \
    ",\"title\":\"Title\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"                           \
    "\"review\":{\"next_due\":\"2027-01-31\"},\"text\":\"" text "\"}"
#define ACTIVITY(key, names)                                                                       \
    "{\"kind\":\"activity\",\"key\":\"" key "\",\"slug\":\"" key                                   \
    "\",\"lang\":\"en\",\"title\":\"" key                                                          \
    "\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],\"review\":{\"next_due\":\"2027-01-31\"},"    \
    "\"other_names\":[" names "]}"
#define TREATMENT(key)                                                                             \
    "{\"kind\":\"treatment\",\"key\":\"" key "\",\"slug\":\"" key                                  \
    "\",\"lang\":\"en\",\"title\":\"T\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"             \
    "\"review\":{\"next_due\":\"2027-01-31\"},\"summary\":\"s\",\"what\":\"w\",\"how\":\"h\"}"
#define CHECKLIST(key, treatment, activity)                                                        \
    "{\"kind\":\"checklist\",\"key\":\"" key "\",\"slug\":\"" key                                  \
    "\",\"lang\":\"en\",\"title\":\"C\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"             \
    "\"review\":{\"next_due\":\"2027-01-31\"},\"treatment\":\"" treatment                          \
    "\",\"summary\":\"s\",\"steps\":[{\"id\":\"one\",\"action\":\"do-not\",\"phase\":\"after\","   \
    "\"title\":\"Do not\",\"activity\":\"" activity                                                \
    "\",\"source\":\"s\",\"place\":\"p\",\"confirmed\":true}]}"

#define assert_published(db, ...) assert_import_published(db, false, __VA_ARGS__)

#define assert_refused(db, words, ...) assert_import_refused(db, false, words, __VA_ARGS__)

static bool is_live(struct db *db, const char *kind, const char *slug)
{
    struct document document;
    bool found = document_by_slug(db, kind_by_name(kind), slug, &document);
    document_free(&document);
    return found;
}

static void what_is_published_is_live(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct document page;
    int64_t before = document_site_version(db);
    assert_published(db, PAGE("about", "about", "Some *text*.", ""));
    assert_true(document_by_slug(db, kind_by_name("page"), "about", &page));
    assert_string_equal(json_text(page.body, "text"), "Some *text*.");
    assert_string_equal(json_text(page.body, "text_html"), "<p>Some <em>text</em>.</p>\n");
    assert_int_equal(page.updated_at, 1000);
    assert_int_equal(document_site_version(db), before + 1);
    document_free(&page);
}

static void what_is_the_same_is_not_written(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, PAGE("about", "about", "Text.", ""));
    int64_t version = document_site_version(db);
    assert_published(db, PAGE("about", "about", "Text.", ""));
    assert_int_equal(document_site_version(db), version);
}

static void all_or_nothing(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_refused(db, "treatment: names 'nothing', which is neither live nor in this set",
                   PAGE("about", "about", "Text.", ""), ACTIVITY("sauna", ""),
                   CHECKLIST("c", "nothing", "sauna"));
    assert_false(is_live(db, "page", "about"));
    assert_int_equal(document_site_version(db), 1);
}

static void a_fault_hides_no_other(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_refused(db, "treatment: names 'nothing'", PAGE("about", "about", " ", ""),
                   ACTIVITY("sauna", ""), CHECKLIST("c", "nothing", "sauna"));
    assert_refused(db, "review.reviewed_on: is required beside reviewed_by",
                   "{\"kind\":\"page\",\"review\":{\"next_due\":\"never\",\"reviewed_by\":\"X\"}}");
    assert_int_equal(document_site_version(db), 1);
}

static void the_clinic_is_never_withdrawn(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_refused(db, "withdrawn: cannot be: there is always one clinic",
                   "{\"kind\":\"clinic\",\"key\":\"clinic\",\"slug\":\"clinic\",\"lang\":\"en\","
                   "\"withdrawn\":{\"reason\":\"x\"},\"title\":\"C\",\"phone\":\"1\","
                   "\"phone_url\":\"tel:1\",\"emergency\":\"e\",\"emergency_url\":\"tel:2\","
                   "\"disclaimer\":\"d\",\"time_zone\":\"UTC\","
                   "\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"
                   "\"review\":{\"next_due\":\"2027-01-31\"}}");
}

static void a_moved_base_is_refused(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct buffer faults = {0};
    assert_published(db, PAGE("about", "about", "One.", ""));
    assert_refused(db, "exists, with another text (revision 1)",
                   PAGE("about", "about", "Two.", ""));
    assert_published(db, PAGE("about", "about", "Two.", ",\"revision\":1"));
    assert_refused(db, "revision: is 1, but the document has changed since: it has revision 2 now",
                   PAGE("about", "about", "Three.", ",\"revision\":1"));
    assert_int_equal(import_texts(db, true, &faults, PAGE("about", "about", "Three.", ""), NULL),
                     PUBLISH_DONE);
    buffer_free(&faults);
}

static void documents_of_one_set_may_name_each_other(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, CHECKLIST("c", "t", "sauna"), TREATMENT("t"), ACTIVITY("sauna", ""));
    assert_refused(db, "treatment: names 'sauna', which is of kind activity, not treatment",
                   CHECKLIST("d", "sauna", "sauna"));
}

static void a_key_stands_once_in_a_set(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_refused(db, "key: stands twice among these documents: 'a'", PAGE("a", "a", "A.", ""),
                   PAGE("a", "b", "B.", ""));
}

static void a_changed_slug_leads_on(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct buffer now = {0};
    assert_published(db, PAGE("about", "old", "Text.", ""));
    assert_published(db, PAGE("about", "new", "Text.", ",\"revision\":1"));
    assert_true(document_moved(db, kind_by_name("page"), "old", &now));
    assert_string_equal(buffer_text(&now), "new");
    assert_false(is_live(db, "page", "old"));
    assert_published(db, PAGE("about", "old", "Text.", ",\"revision\":2"));
    assert_false(document_moved(db, kind_by_name("page"), "old", &now));
    buffer_free(&now);
}

static void two_documents_may_exchange_slugs(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, PAGE("a", "one", "A.", ""), PAGE("b", "two", "B.", ""));
    assert_published(db, PAGE("a", "two", "A.", ",\"revision\":1"),
                     PAGE("b", "one", "B.", ",\"revision\":1"));
    assert_true(is_live(db, "page", "one") && is_live(db, "page", "two"));
    assert_refused(db, "slug: is 'one', which the document 'b' has", PAGE("c", "one", "C.", ""));
}

static void what_is_withdrawn_says_why(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, PAGE("a", "a", "A.", ""), PAGE("b", "b", "B.", ""));
    assert_published(db,
                     PAGE("a", "a", "A.",
                          ",\"revision\":1,\"withdrawn\":{\"reason\":\"Old.\",\"instead\":\"b\"}"));
    struct json_object *withdrawn = document_withdrawn(db, kind_by_name("page"), "a");
    assert_non_null(withdrawn);
    assert_string_equal(json_text(withdrawn, "reason"), "Old.");
    json_object_put(withdrawn);
    assert_false(is_live(db, "page", "a"));
    assert_published(db, PAGE("a", "a", "Back.", ",\"revision\":2"));
    assert_true(is_live(db, "page", "a"));
    assert_null(document_withdrawn(db, kind_by_name("page"), "a"));
}

static void what_is_used_cannot_be_withdrawn(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_published(db, CHECKLIST("c", "t", "sauna"), TREATMENT("t"), ACTIVITY("sauna", ""));
    assert_refused(db, "withdrawn: cannot be: the checklist 'c' names it",
                   "{\"kind\":\"activity\",\"key\":\"sauna\",\"slug\":\"sauna\",\"lang\":\"en\","
                   "\"revision\":1,\"title\":\"S\",\"withdrawn\":{\"reason\":\"No more.\"},"
                   "\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"
                   "\"review\":{\"next_due\":\"2027-01-31\"}}");
}

/* Each: what is in the text, and what must be told of it. */
static const char *const faulty[][2] = {
    {"[1]", ": is not an object"},
    {"{}", "kind: is required"},
    {"{\"kind\":\"poem\"}", "kind: is no kind of document: 'poem'"},
    {PAGE("a", "a", "t", ",\"colour\":\"red\""), "colour: is not a field here"},
    {PAGE("A b", "a", "t", ""), "key: is 'A b'; it takes"},
    {PAGE("a", "search", "t", ""), "slug: is 'search', which the program itself uses"},
    {PAGE("a", "a", "  ", ""), "text: is empty"},
    {PAGE("a", "a", "t", ",\"position\":1.5"), "position: is not a whole number"},
    {PAGE("a", "a", "t", ",\"position\":-1"), "position: is -1; from 0 to 9999"},
    {PAGE("a", "a", "t", ",\"position\":\"1\""), "position: is not a whole number"},
    {PAGE("a", "a", "t\\u202e", ""), "text: holds an invisible mark"},
    {PAGE("a", "a", "t", ",\"summary\":\"a\\nb\""), "summary: holds a line break"},
    {"{\"kind\":\"page\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"},{\"id\":\"s\",\"title\":\"S\"}"
     "]}",
     "sources.s: stands in the list twice"},
    {"{\"kind\":\"page\",\"review\":{\"next_due\":\"2027-02-29\"}}",
     "review.next_due: is no day of the calendar"},
    {"{\"kind\":\"page\",\"review\":{\"next_due\":\"2027-01-31\",\"reviewed_by\":\"X\"}}",
     "review.reviewed_on: is required beside reviewed_by"},
    {"{\"kind\":\"clinic\",\"phone_url\":\"javascript:alert(1)\"}", "phone_url: is no address"},
    {"{\"kind\":\"clinic\",\"phone_url\":\"//evil.example\"}", "phone_url: is no address"},
    {"{\"kind\":\"clinic\",\"time_zone\":\"../../etc/passwd\"}", "time_zone: is no time zone"},
    {"{\"kind\":\"checklist\",\"steps\":[{\"id\":\"x\",\"action\":\"may\"}]}",
     "steps.x.action: is 'may'; it takes one of: do, do-not"},
    {"{\"kind\":\"checklist\",\"sources\":[],\"steps\":[{\"id\":\"x\",\"source\":\"none\"}]}",
     "steps.x.source: names 'none', which is not among this document's sources"},
    {"{\"kind\":\"checklist\",\"steps\":[{\"until\":{\"kind\":\"time\",\"words\":\"w\"}}]}",
     "steps.1.until.low: is required beside a length of time"},
    {"{\"kind\":\"checklist\",\"steps\":[{\"until\":{\"kind\":\"unstated\",\"words\":\"w\",\"low\":"
     "0}}]}",
     "steps.1.until.low: stands only beside a length of time"},
    {"{\"kind\":\"checklist\",\"steps\":[{\"until\":{\"kind\":\"event\",\"words\":\"w\"}}]}",
     "steps.1.until.condition: is required"},
    {"{\"kind\":\"checklist\",\"steps\":[{\"until\":{\"kind\":\"time\",\"words\":\"w\",\"low\":3,"
     "\"high\":2,\"unit\":\"day\",\"precision\":\"exact\",\"anchor\":\"after-treatment\"}}]}",
     "steps.1.until.low: names the greater figure first"},
    {"{\"kind\":\"page\",\"kind\":\"page\"}", "line 1"},
    {"[NaN]", "line 1"},
};

static void every_fault_is_told_with_its_place(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    for (size_t i = 0; i < sizeof faulty / sizeof faulty[0]; i++) {
        struct buffer told = {0};
        import_texts(db, false, &told, faulty[i][0], NULL);
        if (!strstr(buffer_text(&told), faulty[i][1]))
            fail_msg("%s: '%s' is not told in: %s", faulty[i][0], faulty[i][1], buffer_text(&told));
        buffer_free(&told);
    }
    assert_int_equal(document_site_version(db), 1);
}

static void dump(const char *path, const char *out)
{
    char command[500];
    snprintf(
        command, sizeof command,
        "sqlite3 %s 'SELECT * FROM live ORDER BY 1; SELECT * FROM reference ORDER BY 1,2,3,4,5,6; "
        "SELECT rowid, * FROM search ORDER BY 1; SELECT * FROM claim ORDER BY 1, 2; "
        "SELECT * FROM brand' > %s",
        path, out);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a test's own command */
}

/* The sample clinic, with a color and a logo of its own. */
static char *clinic_with_a_look(void)
{
    static const char svg[] = "<svg viewBox='0 0 9 3'><rect width='9' height='3'/></svg>";
    struct json_object *clinic = json_object_from_file(TEST_SOURCE "/sql/seed/clinic.json");
    struct buffer left_out = {0}, fault = {0};
    assert_non_null(clinic);
    json_add_text(clinic, "accent", "#7a1f5c");
    json_object_object_add(clinic, "logo", picture_make(svg, strlen(svg), &left_out, &fault));
    char *text = strdup(json_object_to_json_string(clinic));
    json_object_put(clinic);
    buffer_free(&left_out);
    buffer_free(&fault);
    return text;
}

static void a_rebuild_gives_the_same_rows(void **state)
{
    struct scratch *scratch = *state;
    char before[100], after[100], compare[1000];
    size_t count = 0;
    char *clinic = clinic_with_a_look();
    assert_published(scratch->db, clinic, CHECKLIST("c", "t", "sauna"), TREATMENT("t"),
                     ACTIVITY("sauna", "\"steam\""), PAGE("p", "p", "Text.", ""));
    assert_published(scratch->db, PAGE("p", "q", "Other.", ",\"revision\":1"));
    /* The checklist takes the activity's names: they must change with it. */
    struct buffer told = {0};
    import_texts(scratch->db, true, &told, ACTIVITY("sauna", "\"hot room\""), NULL);
    buffer_free(&told);
    snprintf(before, sizeof before, "%s/before", scratch->folder);
    snprintf(after, sizeof after, "%s/after", scratch->folder);
    dump(scratch->path, before);
    assert_int_equal(publish_rebuild(scratch->db, &count), PUBLISH_DONE);
    assert_int_equal(count, 5);
    dump(scratch->path, after);
    snprintf(
        compare, sizeof compare,
        "grep -q 'hot room' %s && grep -q 'steps.one|step' %s && grep -q 'brand:#7a1f5c' %s && "
        "grep -q 'logo-[0-9a-f]*.svg|image/svg+xml|PHN2' %s && cmp %s %s",
        before, before, before, before, before, after);
    assert_int_equal(system(compare), 0); /* NOLINT(cert-env33-c): a test's own command */
    unlink(before);
    unlink(after);
    free(clinic);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DATABASE(what_is_published_is_live),
        WITH_DATABASE(what_is_the_same_is_not_written),
        WITH_DATABASE(all_or_nothing),
        WITH_DATABASE(a_fault_hides_no_other),
        WITH_DATABASE(the_clinic_is_never_withdrawn),
        WITH_DATABASE(a_moved_base_is_refused),
        WITH_DATABASE(documents_of_one_set_may_name_each_other),
        WITH_DATABASE(a_key_stands_once_in_a_set),
        WITH_DATABASE(a_changed_slug_leads_on),
        WITH_DATABASE(two_documents_may_exchange_slugs),
        WITH_DATABASE(what_is_withdrawn_says_why),
        WITH_DATABASE(what_is_used_cannot_be_withdrawn),
        WITH_DATABASE(every_fault_is_told_with_its_place),
        WITH_DATABASE(a_rebuild_gives_the_same_rows),
    };
    return cmocka_run_group_tests_name("publish", tests, NULL, NULL);
}
