/* "no-source" for times: prose that gives one which no claim of its treatment has. */
#include "lint_texts.h"

#define TREATMENT                                                                                  \
    "{\"kind\":\"treatment\",\"key\":\"peel\",\"title\":\"Peel\",\"facts\":[{\"id\":\"last\","     \
    "\"label\":\"How long results last\",\"figures\":[{\"time\":{\"kind\":\"time\",\"low\":4,"     \
    "\"high\":6,\"unit\":\"week\",\"precision\":\"exact\",\"words\":\"4 to 6 weeks\"},"            \
    "\"source\":\"s\",\"place\":\"p\"}]}],\"signs\":[{\"id\":\"red\",\"title\":\"Redness\","       \
    "\"look\":\"It is gone within 3 days.\",\"source\":\"s\",\"place\":\"p\"}]%s}"

/* What is found in the answer of a question about the treatment above, or one without claims. */
static size_t found_beside(const char *answer, const char *treatment)
{
    struct json_object *faq = json_object_new_object();
    struct json_object *about = json_object_new_array();
    json_object_array_add(about, json_object_new_string("peel"));
    json_object_object_add(faq, "kind", json_object_new_string("faq"));
    json_object_object_add(faq, "key", json_object_new_string("a-question"));
    json_object_object_add(faq, "title", json_object_new_string("What comes next?"));
    json_object_object_add(faq, "answer", json_object_new_string(answer));
    json_object_object_add(faq, "treatments", about);
    struct json_object *documents[] = {faq, json_tokener_parse(treatment)};
    struct findings findings;
    assert_non_null(documents[1]);
    find_in(documents, 2, &findings);
    size_t count = count_code(&findings, "no-source");
    findings_free(&findings);
    json_object_put(documents[0]);
    json_object_put(documents[1]);
    return count;
}

static void assert_found(const char *answer, size_t count)
{
    char treatment[1024];
    (void)snprintf(treatment, sizeof treatment, TREATMENT, "");
    if (found_beside(answer, treatment) != count)
        fail_msg("%zu found, not %zu: %s", found_beside(answer, treatment), count, answer);
}

static void a_time_that_no_claim_has_is_told(void **state)
{
    (void)state;
    assert_found("Your results last 8 months.", 1);
    assert_found("Redness lasts two weeks.", 1);
    assert_found("No sauna for ten days.", 1);
    assert_found("Redness lasts two weeks. Results last a year. Results last 4 weeks.", 2);
}

static void a_time_that_a_claim_has_is_not(void **state)
{
    (void)state;
    assert_found("Your results last four to six weeks.", 0);
    assert_found("Results last a month or so.", 0);
    assert_found("Redness lasts three days.", 0);
    assert_found("Redness is gone after 72 hours.", 0);
}

static void what_is_no_figure_of_a_claim_is_not(void **state)
{
    (void)state;
    assert_found("Redness lasts [two weeks](https://example.org/).", 0);
    assert_found("Redness lasts [[fact:peel/last]].", 0);
    assert_found("Does redness last two weeks?", 0);
    assert_found("We opened 12 years ago. Bring a book: the bus takes 40 minutes.", 0);
    assert_found("Put on sunscreen daily. You can go home right away.", 0);
}

static void where_nothing_is_claimed_nothing_is_missed(void **state)
{
    (void)state;
    assert_int_equal(found_beside("Redness lasts two weeks.",
                                  "{\"kind\":\"treatment\",\"key\":\"peel\",\"title\":\"Peel\"}"),
                     0);
}

static void the_treatments_own_prose_is_held_against_its_claims(void **state)
{
    (void)state;
    char treatment[1024];
    (void)snprintf(treatment, sizeof treatment, TREATMENT,
                   ",\"results\":\"Results last a year.\",\"sections\":[{\"id\":\"x\",\"heading\":"
                   "\"Sun\",\"text\":\"No sauna for ten days.\"}]");
    assert_int_equal(found_beside("Rest.", treatment), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_that_no_claim_has_is_told),
        cmocka_unit_test(a_time_that_a_claim_has_is_not),
        cmocka_unit_test(what_is_no_figure_of_a_claim_is_not),
        cmocka_unit_test(where_nothing_is_claimed_nothing_is_missed),
        cmocka_unit_test(the_treatments_own_prose_is_held_against_its_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
