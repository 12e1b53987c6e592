/* What steps about one activity say together, in words. */
#include "text/json.h"
#include "view/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <json-c/json.h>
#include <string.h>

#define TIME(low, high, unit, precision, anchor, words)                                            \
    "{\"kind\":\"time\",\"low\":" #low ",\"high\":" #high ",\"unit\":\"" unit                      \
    "\",\"precision\":\"" precision "\",\"anchor\":\"" anchor "\",\"words\":\"" words "\"}"
#define STEP_OF(sure, action, phase, title, more)                                                  \
    "{\"claim\":{\"action\":\"" action "\",\"phase\":\"" phase "\",\"title\":\"" title             \
    "\",\"confirmed\":" sure more "}}"
#define DO(title, more)             STEP_OF("true", "do", "after", title, more)
#define NOT(title, more)            STEP_OF("true", "do-not", "after", title, more)
#define OPEN(action, title, more)   STEP_OF("false", action, "after", title, more)
#define BEFORE(action, title, more) STEP_OF("true", action, "before", title, more)
#define FROM(time)                  ",\"from\":" time
#define UNTIL(time)                 ",\"until\":" time
#define HOURS_72                    TIME(72, 72, "hour", "exact", "after-treatment", "72 hours after treatment")
#define WEEKS_2                     TIME(2, 2, "week", "exact", "after-treatment", "2 weeks after treatment")
#define DAYS_2_3                    TIME(2, 3, "day", "exact", "after-treatment", "2 to 3 days after treatment")
#define AT_LEAST                    TIME(3, 3, "day", "at-least", "after-treatment", "at least 3 days after treatment")
#define DAYS_BEFORE                 TIME(2, 2, "day", "exact", "before-treatment", "2 days before treatment")
#define SAME_DAY                    TIME(1, 1, "day", "exact", "after-treatment", "same day")
#define UNSTATED                    "{\"kind\":\"unstated\",\"words\":\"a time we have not set\"}"
#define ALWAYS                      "{\"kind\":\"always\",\"words\":\"always\"}"
#define EVENT                                                                                      \
    "{\"kind\":\"event\",\"condition\":\"your skin has healed\",\"words\":\"your skin has "        \
    "healed\"}"
#define RESULT TIME(1, 1, "year", "about", "result", "about a year")
#define CONDITION                                                                                  \
    "{\"kind\":\"time\",\"low\":1,\"high\":1,\"unit\":\"day\",\"precision\":\"exact\","            \
    "\"anchor\":\"after-treatment\",\"condition\":\"c\",\"words\":\"1 day and until c\"}"
#define THEN_FREE " After that, our advice does not forbid it."

/* The steps, their phase, and "answer: words then". */
static const struct {
    const char *rows, *phase, *told;
} cases[] = {
    {"", "after", NULL},
    {BEFORE("do", "X", ""), "after", NULL},
    {NOT("X", UNTIL(HOURS_72)), "before", NULL},
    {NOT("X", UNTIL(HOURS_72)), "after", "no: No, until 72 hours after treatment." THEN_FREE},
    {NOT("X", UNTIL(DAYS_2_3)), "after",
     "no: No, until 2 to 3 days after treatment. Wait for the longer of these times." THEN_FREE},
    {NOT("X", UNTIL(AT_LEAST)), "after",
     "no: No, until at least 3 days after treatment. After that, ask us."},
    {NOT("X", UNTIL(CONDITION)), "after", "no: No, until 1 day and until c. After that, ask us."},
    {NOT("X", UNTIL(ALWAYS)), "after", "no: No."},
    {NOT("X", FROM(HOURS_72) UNTIL(WEEKS_2)), "after",
     "no: No, from 72 hours after treatment, until 2 weeks after treatment." THEN_FREE},
    {NOT("X", FROM(HOURS_72) UNTIL(ALWAYS)), "after", "no: No, from 72 hours after treatment."},
    /* Unstated is neither zero nor for ever. */
    {NOT("No X", ""), "after", "ask: Ask us. Our advice: “No X”. It does not say for how long."},
    {NOT("No X", UNTIL(UNSTATED)), "after",
     "ask: Ask us. Our advice: “No X”, until a time we have not set."},
    {NOT("No X", UNTIL(EVENT)), "after",
     "ask: Ask us. Our advice: “No X”, until your skin has healed."},
    {NOT("No X", UNTIL(RESULT)), "after", "ask: Ask us. Our advice: “No X”, until about a year."},
    {NOT("No X", FROM(EVENT) UNTIL(HOURS_72)), "after",
     "ask: Ask us. Our advice: “No X”, from your skin has healed, until 72 hours after treatment."},
    {OPEN("do-not", "No X", UNTIL(HOURS_72)), "after",
     "ask: Ask us first. The clinic has not confirmed its advice on this yet."},
    {OPEN("do", "X", ""), "after",
     "ask: Ask us first. The clinic has not confirmed its advice on this yet."},
    /* Do. */
    {DO("X", ""), "after", "yes: Yes."},
    {DO("X", UNTIL(WEEKS_2) ",\"frequency\":{\"words\":\"every day\"}"), "after",
     "yes: Yes, every day, until 2 weeks after treatment. After that, our advice says no more "
     "about "
     "it."},
    {DO("X", FROM(HOURS_72)), "after", "yes: Yes, from 72 hours after treatment. Not before then."},
    {DO("X", UNTIL(UNSTATED)), "after",
     "yes: Yes. Until when: a time we have not set. Please ask us."},
    {DO("X", FROM(UNSTATED)), "after",
     "ask: Ask us. Our advice: “X”, from a time we have not set."},
    /* No permission is made of a step that sends to the clinic. */
    {DO("Ask us before you use X", UNTIL(WEEKS_2)), "after",
     "ask: Ask us. Our advice: “Ask us before you use X”, until 2 weeks after treatment."},
    {DO("Use X only if it was prescribed", ""), "after",
     "ask: Ask us. Our advice: “Use X only if it was prescribed”. It does not say for how long."},
    {DO("Use X", ",\"text\":\"Please ASK US first.\""), "after",
     "ask: Ask us. Our advice: “Use X”. It does not say for how long."},
    {NOT("X", ",\"text\":\"For Y, ask us.\"" UNTIL(HOURS_72)), "after",
     "no: No, until 72 hours after treatment." THEN_FREE},
    /* Several: a do-not outweighs a do, the later end holds, what is open is asked. */
    /* What we ask for past the end of a do-not is no mere "not forbidden". */
    {DO("X", UNTIL(WEEKS_2)) "," NOT("X", UNTIL(HOURS_72)), "after",
     "no: No, until 72 hours after treatment. After that: yes, until 2 weeks after treatment."},
    {NOT("X", UNTIL(SAME_DAY)) "," DO("X", UNTIL(WEEKS_2) ",\"frequency\":{\"words\":\"twice a "
                                                          "day\"}"),
     "after",
     "no: No, not on the day of your treatment. After that: yes, twice a day, until 2 weeks after "
     "treatment."},
    {DO("X", UNTIL(HOURS_72)) "," NOT("X", UNTIL(WEEKS_2)), "after",
     "no: No, until 2 weeks after treatment." THEN_FREE},
    {DO("X", "") "," NOT("X", UNTIL(HOURS_72)) "," OPEN("do-not", "X", ""), "after",
     "no: No, until 72 hours after treatment. After that, ask us."},
    {NOT("X", UNTIL(WEEKS_2)) "," NOT("X", UNTIL(HOURS_72)), "after",
     "no: No, until 2 weeks after treatment." THEN_FREE},
    {NOT("X", UNTIL(HOURS_72)) "," NOT("X", UNTIL(WEEKS_2)), "after",
     "no: No, until 2 weeks after treatment." THEN_FREE},
    {NOT("X", UNTIL(UNSTATED)) "," NOT("X", UNTIL(HOURS_72)), "after",
     "no: No, until 72 hours after treatment. After that, ask us."},
    {NOT("X", UNTIL(HOURS_72)) "," OPEN("do", "X", ""), "after",
     "no: No, until 72 hours after treatment. After that, ask us."},
    {DO("X", "") "," NOT("No X", UNTIL(UNSTATED)), "after",
     "ask: Ask us. Our advice: “No X”, until a time we have not set."},
    {DO("X", UNTIL(WEEKS_2)) "," DO("Y", UNTIL(HOURS_72)), "after", "yes: Yes."},
    /* Before. */
    {BEFORE("do-not", "X", FROM(DAYS_BEFORE)), "before",
     "no: No, from 2 days before treatment, up to your treatment."},
    {BEFORE("do-not", "X", ""), "before", "no: No, up to your treatment."},
    {BEFORE("do-not", "X", UNTIL(DAYS_BEFORE)) "," BEFORE("do-not", "Y", ""), "before",
     "no: No, up to your treatment."},
    {BEFORE("do", "X", FROM(DAYS_BEFORE)), "before",
     "yes: Yes, from 2 days before treatment. Not before then."},
    {BEFORE("do-not", "X", FROM(DAYS_BEFORE)) "," NOT("X", UNTIL(HOURS_72)), "after",
     "no: No, until 72 hours after treatment." THEN_FREE},
};

static void assert_told(const char *rows, const char *phase, const char *wanted)
{
    struct buffer text = {0}, got = {0};
    buffer_printf(&text, "[%s]", rows);
    struct json_object *list = json_tokener_parse(buffer_text(&text));
    assert_non_null(list);
    struct json_object *told = verdict_of(list, phase);
    const char *then = told ? json_text(told, "then") : NULL;
    if (told)
        buffer_printf(&got, "%s: %s%s%s", json_text(told, "answer"), json_text(told, "words"),
                      then ? " " : "", then ? then : "");
    if (wanted ? strcmp(buffer_text(&got), wanted) != 0 : told != NULL)
        fail_msg("%s, %s:\n%s\nnot\n%s", rows, phase, buffer_text(&got), wanted ? wanted : "none");
    json_object_put(told);
    json_object_put(list);
    buffer_free(&text);
    buffer_free(&got);
}

static void each_case_says_what_it_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_told(cases[i].rows, cases[i].phase, cases[i].told);
}

static void the_time_that_is_told_is_the_one_that_holds(void **state)
{
    (void)state;
    struct json_object *list = json_tokener_parse(
        "[" NOT("X", UNTIL(HOURS_72)) "," NOT("X", UNTIL(WEEKS_2)) "," DO("Y", "") "]");
    struct json_object *told = verdict_of(list, "after");
    assert_string_equal(json_text(json_member(told, "until"), "unit"), "week");
    assert_null(json_member(told, "from"));
    json_object_put(told);
    json_object_put(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_case_says_what_it_should),
        cmocka_unit_test(the_time_that_is_told_is_the_one_that_holds),
    };
    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
