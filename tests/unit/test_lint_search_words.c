/* What is found among the words that the search takes for one another. */
#include "lint_texts.h"

#define VOCABULARY(groups)                                                                         \
    "{\"kind\": \"vocabulary\", \"key\": \"vocabulary\", \"title\": \"Words\", \"groups\": "       \
    "[" groups "]}"
#define GROUP(id, words) "{\"id\": \"" id "\", \"words\": [" words "]}"

static void a_phrase_in_two_groups_is_found_whatever_its_ending(void **state)
{
    (void)state;
    static const char *const second[] = {"\"bruise\", \"blue\"", "\"Bruises\", \"blue\"",
                                         "\"blue\", \"br\u00fcise\"", NULL};
    char json[1000];
    for (const char *const *words = second; *words; words++) {
        snprintf(json, sizeof json, VOCABULARY(GROUP("one", "\"bruise\", \"mark\"") ", %s%s%s"),
                 "{\"id\": \"two\", \"words\": [", *words, "]}");
        assert_int_equal(found_in(json, "word-in-two-groups"), 1);
        assert_int_equal(found_in(json, "lone-word"), 0);
    }
}

static void both_places_are_named(void **state)
{
    (void)state;
    struct json_object *document = json_tokener_parse(VOCABULARY(
        GROUP("one", "\"red face\", \"erythema\"") ", " GROUP("two", "\"sunburn\", \"Red-face\"")));
    struct findings findings;
    find_in(&document, 1, &findings);
    assert_int_equal(findings.count, 1);
    assert_string_equal(findings.list[0].place.path, "groups.two.words");
    assert_string_equal(findings.list[0].place.quote, "Red-face");
    assert_string_equal(findings.list[0].other.path, "groups.one.words");
    assert_string_equal(findings.list[0].other.quote, "red face");
    assert_int_equal(findings.list[0].level, FINDING_ADVICE);
    findings_free(&findings);
    json_object_put(document);
}

static void a_group_of_one_phrase_is_found(void **state)
{
    (void)state;
    static const char *const alone[] = {VOCABULARY(GROUP("one", "\"fever\"")),
                                        VOCABULARY(GROUP("one", "\"bruise\", \"Bruises\"")), NULL};
    for (const char *const *json = alone; *json; json++)
        assert_int_equal(found_in(*json, "lone-word"), 1);
}

static void other_words_and_what_is_no_text_are_left_alone(void **state)
{
    (void)state;
    static const char *const sound[] = {
        VOCABULARY(
            GROUP("one", "\"red face\", \"erythema\"") ", " GROUP("two", "\"red\", \"face\"")),
        VOCABULARY(GROUP("one", "\"bruise\", \"bruises\", \"blue\"")),
        VOCABULARY(GROUP("one", "") ", " GROUP("two", "\"!\", \"?\"") ", 7, null, [], {}"),
        "{\"kind\": \"vocabulary\", \"key\": \"vocabulary\", \"groups\": 3}",
        "{\"kind\": \"page\", \"key\": \"a\", \"groups\": [{\"words\": [\"one\"]}]}",
        NULL};
    for (const char *const *json = sound; *json; json++) {
        assert_int_equal(found_in(*json, "word-in-two-groups"), 0);
        assert_int_equal(found_in(*json, "lone-word"), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_in_two_groups_is_found_whatever_its_ending),
        cmocka_unit_test(both_places_are_named),
        cmocka_unit_test(a_group_of_one_phrase_is_found),
        cmocka_unit_test(other_words_and_what_is_no_text_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
