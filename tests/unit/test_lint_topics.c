#include "lint/topics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

/* The name of the one activity in a sentence. */
static const char *activity_in(const struct topics *topics, const char *sentence)
{
    struct topic_found found[TOPICS_FOUND_MAX];
    struct tokens tokens = {0};
    tokens_read(sentence, &tokens);
    size_t count = topics_find(topics, &tokens, 0, tokens.count, found);
    tokens_free(&tokens);
    assert_int_equal(count, 1);
    return found[0].name;
}

static void the_clinics_name_stands_for_the_common_ones(void **state)
{
    (void)state;
    struct topics topics = {0};
    assert_string_equal(activity_in(&topics, "no gym today"), "exercise");
    topics_add(&topics, "Gym", TOPIC_ACTIVITY, "our-training");
    topics_add(&topics, "Work out", TOPIC_ACTIVITY, "another");
    assert_string_equal(activity_in(&topics, "no gym today"), "our-training");
    assert_string_equal(activity_in(&topics, "no exercise today"), "our-training");
    assert_string_equal(topics_name(&topics, TOPIC_ACTIVITY, "exercise"), "our-training");
    assert_string_equal(activity_in(&topics, "no sauna today"), "sauna");
    assert_string_equal(topics_name(&topics, TOPIC_ACTIVITY, "what nobody knows"),
                        "what nobody knows");
    topics_free(&topics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clinics_name_stands_for_the_common_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
