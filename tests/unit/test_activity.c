/* Names of activities: what is the same, and what is near. */
#include "base/buffer.h"
#include "content/activity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <string.h>

static const char *const folded[][2] = {
    {"Saunas", "sauna"},
    {"the gym", "gym"},
    {"Go to the gym", "gym"},
    {"Can I go swimming?", "swimming"},
    {"sun screen", "sunscreen"},
    {"Sun-Screen", "sunscreen"},
    {"SPF", "spf"},
    {"  Säuna\t", "sauna"},
    {"stress", "stress"},
    {"gas", "gas"},
    {"the", "the"},
    {"can I", "cani"},
    {"", ""},
    {"?!", ""},
    {"put on", "puton"},
    {"touching my face", "touchingface"},
};

static void what_is_around_a_name_does_not_count(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folded / sizeof folded[0]; i++) {
        struct buffer name = {0};
        activity_fold(folded[i][0], &name);
        assert_string_equal(buffer_text(&name), folded[i][1]);
        buffer_free(&name);
    }
}

/* Name, what was typed, whether it is near. Both are folded. */
static const struct {
    const char *name, *typed;
    bool near;
} pairs[] = {
    {"swimming", "swiming", true},
    {"swimming", "siwmming", true},
    {"sauna", "suana", true},
    {"gym", "gmy", true},
    {"gym", "gum", true},
    {"gym", "gin", false},
    {"retinol", "retinal", true},
    {"retinol", "retinoid", true},
    {"sauna", "infraredsauna", true},
    {"swim", "swimming", true},
    {"sauna", "stress", false},
    {"spf", "pf", false},
    {"uv", "u", false},
    {"", "sauna", false},
    {"sauna", "", false},
    {"", "", false},
    {"running", "run", true},
    {"sauna", "sunscreen", false},
};

static void a_slip_of_the_finger_is_near(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        unsigned one = activity_nearness(pairs[i].name, pairs[i].typed);
        unsigned other = activity_nearness(pairs[i].typed, pairs[i].name);
        if ((one > 0) != pairs[i].near || one != other)
            fail_msg("%s, %s: %u, %u", pairs[i].name, pairs[i].typed, one, other);
    }
}

static void the_same_is_nearest(void **state)
{
    (void)state;
    unsigned same = activity_nearness("sauna", "sauna");
    unsigned slip = activity_nearness("sauna", "saunna");
    unsigned part = activity_nearness("sauna", "infraredsauna");
    assert_true(same > slip && slip > part && part > 0);
}

static void the_longest_names_are_compared(void **state)
{
    (void)state;
    char a[82] = {0}, b[82] = {0};
    memset(a, 'a', 80);
    memset(b, 'b', 80);
    assert_int_equal(activity_nearness(a, b), 0);
    b[0] = 'a';
    memset(b, 'a', 79);
    assert_true(activity_nearness(a, b) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_around_a_name_does_not_count),
        cmocka_unit_test(a_slip_of_the_finger_is_near),
        cmocka_unit_test(the_same_is_nearest),
        cmocka_unit_test(the_longest_names_are_compared),
    };
    return cmocka_run_group_tests_name("activity", tests, NULL, NULL);
}
