#include "content/draft.h"
#include "content/publish.h"
#include "scratch.h"
#include "text/json.h"

#include <json-c/json.h>

enum { NOW = 1700000000 };

static struct json_object *page(const char *key, const char *title)
{
    struct json_object *body = json_tokener_parse(
        "{\"kind\":\"page\",\"lang\":\"en\",\"sources\":[{\"id\":\"s\",\"title\":\"S\"}],"
        "\"review\":{\"next_due\":\"2030-01-01\"},\"text\":\"Text.\"}");
    json_add_text(body, "key", key);
    json_add_text(body, "slug", key);
    json_add_text(body, "title", title);
    return body;
}

/* Publishes a page over whatever is live. */
static void publish_page(struct db *db, const char *key, const char *title)
{
    struct draft draft;
    draft_prepare(&draft, page(key, title), "Ada", "");
    draft.base = BASE_ANY;
    assert_int_equal(publish(db, &draft, 1, NOW, publish_ungated, NULL, NULL), PUBLISH_DONE);
    draft_free(&draft);
}

/* Saves title as the text of shown, as a form that shows it does. other may be NULL where no
 * conflict is expected. */
static enum draft_result save(struct db *db, int64_t now, struct draft_text *shown,
                              const char *title, struct draft_text *other)
{
    struct draft_text unexpected = {0};
    json_object_put(shown->body);
    shown->body = page(shown->key, title);
    assert_int_equal(db_begin_write(db), DB_OK);
    enum draft_result result = draft_save(db, now, shown, 0, other ? other : &unexpected);
    assert_int_equal(db_commit(db), DB_OK);
    draft_text_free(&unexpected);
    return result;
}

static struct draft_text open_draft(struct db *db, const char *key)
{
    struct draft_text draft;
    assert_true(draft_open(db, key, &draft));
    return draft;
}

static struct draft_text new_draft(const char *key)
{
    return (struct draft_text){.key = strdup(key), .kind = strdup("page")};
}

static void assert_stored_title(struct db *db, const char *key, const char *title)
{
    struct draft_text draft = open_draft(db, key);
    assert_string_equal(json_text(draft.body, "title"), title);
    draft_text_free(&draft);
}

static void a_new_document_is_only_a_draft(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text draft = new_draft("new"), loaded;
    assert_false(draft_open(db, "new", &loaded));
    assert_int_equal(save(db, NOW, &draft, "New", NULL), DRAFT_SAVED);
    assert_true(draft.version > 0);
    assert_true(draft_load(db, "new", &loaded));
    assert_int_equal(loaded.version, draft.version);
    assert_int_equal(loaded.base, 0);
    assert_int_equal(loaded.state, DRAFT_EDITING);
    assert_int_equal(loaded.updated_at, NOW);
    assert_string_equal(loaded.kind, "page");
    assert_int_equal(draft_live_number(db, "new"), 0);
    draft_text_free(&loaded);
    draft_text_free(&draft);
}

static void without_a_draft_the_live_text_is_opened(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    publish_page(db, "about", "First");
    publish_page(db, "about", "Second");
    struct draft_text draft = open_draft(db, "about");
    assert_int_equal(draft.version, 0);
    assert_int_equal(draft.base, 2);
    assert_string_equal(json_text(draft.body, "title"), "Second");
    assert_int_equal(save(db, NOW, &draft, "Third", NULL), DRAFT_SAVED);
    assert_stored_title(db, "about", "Third");
    draft_text_free(&draft);
}

static void the_same_text_is_not_saved_twice(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text loaded;
    publish_page(db, "about", "Title");
    struct draft_text draft = open_draft(db, "about");
    assert_int_equal(save(db, NOW, &draft, "Title", NULL), DRAFT_SAME);
    assert_false(draft_load(db, "about", &loaded));
    assert_int_equal(save(db, NOW, &draft, "Other", NULL), DRAFT_SAVED);
    int64_t version = draft.version;
    assert_int_equal(save(db, NOW + 5, &draft, "Other", NULL), DRAFT_SAME);
    assert_int_equal(draft.version, version);
    draft_text_free(&draft);
}

static void the_second_of_two_is_told_and_nothing_is_lost(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text other = {0};
    publish_page(db, "about", "Live");
    struct draft_text one = open_draft(db, "about"), two = open_draft(db, "about");
    assert_int_equal(save(db, NOW, &one, "One", NULL), DRAFT_SAVED);
    assert_int_equal(save(db, NOW, &two, "Two", &other), DRAFT_CONFLICT);
    assert_string_equal(json_text(other.body, "title"), "One");
    assert_int_equal(other.version, one.version);
    assert_stored_title(db, "about", "One");
    two.version = other.version; /* having seen it */
    assert_int_equal(save(db, NOW, &two, "Two", NULL), DRAFT_SAVED);
    assert_stored_title(db, "about", "Two");
    draft_text_free(&other);
    draft_text_free(&one);
    draft_text_free(&two);
}

static void a_text_published_since_is_a_conflict(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text other = {0};
    publish_page(db, "about", "Live");
    struct draft_text draft = open_draft(db, "about");
    publish_page(db, "about", "Live again");
    assert_int_equal(save(db, NOW, &draft, "Mine", &other), DRAFT_CONFLICT);
    assert_int_equal(other.version, 0);
    assert_int_equal(other.base, 2);
    assert_string_equal(json_text(other.body, "title"), "Live again");
    draft_text_free(&other);
    draft_text_free(&draft);
}

static void a_form_older_than_a_discarded_draft_never_fits_a_later_one(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text old = new_draft("new"), later = new_draft("new"), other = {0};
    save(db, NOW, &old, "Old", NULL);
    assert_int_equal(db_begin_write(db), DB_OK);
    draft_delete(db, "new");
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(save(db, NOW, &old, "Old, changed", &other), DRAFT_CONFLICT);
    assert_null(other.body);
    assert_int_equal(save(db, NOW + 60, &later, "Later", NULL), DRAFT_SAVED);
    assert_int_equal(save(db, NOW + 61, &old, "Old, changed", &other), DRAFT_CONFLICT);
    assert_stored_title(db, "new", "Later");
    draft_text_free(&other);
    draft_text_free(&old);
    draft_text_free(&later);
}

static void a_change_takes_a_draft_out_of_review(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text draft = new_draft("new"), loaded;
    save(db, NOW, &draft, "Text", NULL);
    assert_false(draft_set_state(db, "new", draft.version + 1, DRAFT_IN_REVIEW));
    assert_true(draft_set_state(db, "new", draft.version, DRAFT_IN_REVIEW));
    draft.version++; /* a page that was drawn before does not fit any more */
    assert_false(draft_set_state(db, "no-such", 1, DRAFT_IN_REVIEW));
    assert_true(draft_load(db, "new", &loaded));
    assert_int_equal(loaded.state, DRAFT_IN_REVIEW);
    draft_text_free(&loaded);
    assert_int_equal(save(db, NOW, &draft, "Text", NULL), DRAFT_SAME);
    assert_true(draft_load(db, "new", &loaded));
    assert_int_equal(loaded.state, DRAFT_IN_REVIEW);
    draft_text_free(&loaded);
    save(db, NOW, &draft, "Changed", NULL);
    assert_true(draft_load(db, "new", &loaded));
    assert_int_equal(loaded.state, DRAFT_EDITING);
    draft_text_free(&loaded);
    draft_text_free(&draft);
}

static void drafts_are_listed_the_last_saved_first(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text one = new_draft("one"), two = new_draft("two");
    save(db, NOW, &one, "One", NULL);
    save(db, NOW + 1, &two, "Two", NULL);
    draft_set_state(db, "one", one.version, DRAFT_IN_REVIEW);
    struct json_object *list = draft_list(db, 10, 0);
    assert_int_equal(json_object_array_length(list), 2);
    struct json_object *first = json_object_array_get_idx(list, 0);
    struct json_object *second = json_object_array_get_idx(list, 1);
    assert_string_equal(json_text(first, "key"), "two");
    assert_string_equal(json_text(first, "title"), "Two");
    assert_string_equal(json_text(second, "state"), "in-review");
    assert_true(json_true(second, "is_in_review"));
    assert_false(json_true(first, "is_in_review"));
    assert_int_equal(json_integer(first, "version", 0), two.version);
    json_object_put(list);
    list = draft_list(db, 10, 1);
    assert_int_equal(json_object_array_length(list), 1);
    json_object_put(list);
    draft_text_free(&one);
    draft_text_free(&two);
}

/* The state of a connection that fails is not taken for "no draft, no conflict". */
static void a_database_that_fails_is_told(void **state)
{
    struct scratch *scratch = *state;
    struct draft_text draft = new_draft("new"), other = {0};
    struct db *reader = NULL;
    draft.body = page("new", "Text");
    assert_int_equal(db_open(scratch->path, DB_READ_ONLY, &reader, NULL), DB_OK);
    assert_int_equal(draft_save(reader, NOW, &draft, 0, &other), DRAFT_FAILED);
    assert_int_not_equal(db_state(reader), DB_OK);
    db_close(reader);
    draft_text_free(&draft);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DATABASE(a_new_document_is_only_a_draft),
        WITH_DATABASE(without_a_draft_the_live_text_is_opened),
        WITH_DATABASE(the_same_text_is_not_saved_twice),
        WITH_DATABASE(the_second_of_two_is_told_and_nothing_is_lost),
        WITH_DATABASE(a_text_published_since_is_a_conflict),
        WITH_DATABASE(a_form_older_than_a_discarded_draft_never_fits_a_later_one),
        WITH_DATABASE(a_change_takes_a_draft_out_of_review),
        WITH_DATABASE(drafts_are_listed_the_last_saved_first),
        WITH_DATABASE(a_database_that_fails_is_told),
    };
    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
