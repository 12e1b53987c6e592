/* Colors: contrast as WCAG counts it, OKLab as its author gives it, and the nearest that can be
 * read, held against a grid of all colors. */
#include "content/accent.h"
#include "text/color.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct color white = {255, 255, 255}, black = {0, 0, 0};

static const struct color_ground light[] = {
    {{0xfb, 0xf8, 0xf3}, 0}, {{0xff, 0xff, 0xff}, 0}, {{0xfb, 0xf8, 0xf3}, 0.08}};
static const struct color_ground dark[] = {{{0x14, 0x1a, 0x1b}, 0}, {{0x1c, 0x24, 0x25}, 0}};

static struct color color_of(const char *text)
{
    struct color color;
    if (!color_read(text, &color))
        fail_msg("'%s' is no color", text);
    return color;
}

static void what_people_write_is_read(void **state)
{
    static const char *const none[] = {
        "",        "#",       "##fc0",   "#ffcc0",   "#ffcc000", "#ggg",  "#fffff ", " #fff", "red",
        "#-12345", "#+fffff", "#ff cc0", "#ffcc0\n", "#0x1234",  "ffcc0", "ffcc000", "ff",    NULL};
    struct color color = {1, 2, 3};
    char text[COLOR_TEXT_SIZE];
    (void)state;
    color_write(color_of("#fC0"), text);
    assert_string_equal(text, "#ffcc00");
    color_write(color_of("#0E5f63"), text);
    assert_string_equal(text, "#0e5f63");
    color_write(color_of("fC0"), text);
    assert_string_equal(text, "#ffcc00");
    color_write(color_of("0E5f63"), text);
    assert_string_equal(text, "#0e5f63");
    for (const char *const *one = none; *one; one++)
        if (color_read(*one, &color))
            fail_msg("'%s' was taken for a color", *one);
    assert_int_equal(color.blue, 3);
}

/* Known values: W3C's understanding documents, and checkers that show two digits. */
static void contrast_is_that_of_wcag(void **state)
{
    static const struct {
        const char *one, *other;
        double contrast;
    } known[] = {
        {"#000000", "#ffffff", 21},    {"#ffffff", "#ffffff", 1},
        {"#777777", "#ffffff", 4.478}, {"#767676", "#ffffff", 4.542},
        {"#0000ff", "#ffffff", 8.592}, {"#ff0000", "#ffffff", 3.998},
        {"#00ff00", "#ffffff", 1.372}, {"#ffcc00", "#000000", 13.889},
    };
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double there = color_contrast(color_of(known[i].one), color_of(known[i].other));
        double back = color_contrast(color_of(known[i].other), color_of(known[i].one));
        if (fabs(there - known[i].contrast) > 0.005 || there != back)
            fail_msg("%s on %s is %f", known[i].one, known[i].other, there);
    }
}

/* The values of white and red that Ottosson's article and CSS Color 4 give. */
static void oklab_is_that_of_its_author(void **state)
{
    struct oklab red = color_to_oklab(color_of("#ff0000")), one = color_to_oklab(white);
    (void)state;
    assert_true(fabs(one.lightness - 1) < 1e-6 && fabs(one.a) < 1e-6 && fabs(one.b) < 1e-6);
    assert_true(fabs(red.lightness - 0.62796) < 1e-4 && fabs(red.a - 0.22486) < 1e-4 &&
                fabs(red.b - 0.12585) < 1e-4);
    assert_true(fabs(color_distance(black, white) - 1) < 1e-6);
}

static void every_color_comes_back(void **state)
{
    (void)state;
    for (int i = 0; i < 4096; i++) {
        struct color color = {(unsigned char)(i % 16 * 17), (unsigned char)(i / 16 % 16 * 17),
                              (unsigned char)(i / 256 * 17)};
        struct color back = black;
        assert_true(color_from_oklab(color_to_oklab(color), &back));
        assert_memory_equal(&back, &color, sizeof color);
    }
    struct color untouched = {7, 7, 7};
    assert_false(color_from_oklab((struct oklab){0.5, 0.4, 0.4}, &untouched));
    assert_int_equal(untouched.red, 7);
}

static void a_tint_is_mixed_as_css_does(void **state)
{
    char text[COLOR_TEXT_SIZE];
    (void)state;
    color_write(color_mix(color_of("#fbf8f3"), color_of("#0e5f63"), 0.08), text);
    assert_string_equal(text, "#e8ece7");
}

/* xorshift32: the same colors in every run. */
static uint32_t next_random(uint32_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 17;
    *random ^= *random << 5;
    return *random;
}

/* All colors whose parts are multiples of 5, and the ends, with what they are in OKLab. */
enum { STEPS = 52, GRID = STEPS * STEPS * STEPS };
static struct {
    struct oklab lab;
    bool passes;
} grid[GRID];

static void fill_grid(const struct color_ground *grounds, size_t count, double contrast)
{
    for (int i = 0; i < GRID; i++) {
        struct color color = {(unsigned char)(i % STEPS * 5),
                              (unsigned char)(i / STEPS % STEPS * 5),
                              (unsigned char)(i / STEPS / STEPS * 5)};
        grid[i].lab = color_to_oklab(color);
        grid[i].passes = color_least_contrast(color, grounds, count) >= contrast;
    }
}

static double nearest_in_grid(struct color color)
{
    struct oklab lab = color_to_oklab(color);
    double least = HUGE_VAL;
    for (int i = 0; i < GRID; i++) {
        double l = grid[i].lab.lightness - lab.lightness, a = grid[i].lab.a - lab.a,
               b = grid[i].lab.b - lab.b, square = l * l + a * a + b * b;
        if (grid[i].passes && square < least)
            least = square;
    }
    return sqrt(least);
}

/* Degrees between two hues, 0 to 180. */
static double turn(struct color one, struct color other)
{
    struct oklab x = color_to_oklab(one), y = color_to_oklab(other);
    double degrees = fabs(atan2(x.b, x.a) - atan2(y.b, y.a)) * 180 / acos(-1);
    return degrees > 180 ? 360 - degrees : degrees;
}

static double chroma(struct color color)
{
    struct oklab lab = color_to_oklab(color);
    return hypot(lab.a, lab.b);
}

/* The hue is held, which costs some of the distance: a twentieth, and a step of a byte or two. */
static void check_nearest(struct color color, const struct color_ground *grounds, size_t count,
                          double contrast)
{
    struct color nearest;
    char text[COLOR_TEXT_SIZE], found[COLOR_TEXT_SIZE];
    color_write(color, text);
    assert_true(color_nearest(color, grounds, count, contrast, &nearest));
    color_write(nearest, found);
    if (color_least_contrast(nearest, grounds, count) < contrast)
        fail_msg("%s for %s cannot be read", found, text);
    double distance = color_distance(color, nearest), least = nearest_in_grid(color);
    if (distance > least * 1.05 + 0.006)
        fail_msg("%s for %s is %f away; there is one at %f", found, text, distance, least);
    if (chroma(color) > 0.08 && chroma(nearest) > 0.05 && turn(color, nearest) > 12)
        fail_msg("%s for %s has another hue: %f degrees", found, text, turn(color, nearest));
}

static void the_nearest_can_be_read_and_none_is_much_nearer(void **state)
{
    uint32_t random = 2463534242U;
    (void)state;
    for (int on_dark = 0; on_dark < 2; on_dark++) {
        const struct color_ground *grounds = on_dark ? dark : light;
        size_t count = on_dark ? 2 : 3;
        double contrast = on_dark ? 5.5 : 4.5;
        fill_grid(grounds, count, contrast);
        for (int i = 0; i < 100; i++) {
            uint32_t bits = next_random(&random);
            struct color color = {(unsigned char)bits, (unsigned char)(bits >> 8),
                                  (unsigned char)(bits >> 16)};
            check_nearest(color, grounds, count, contrast);
        }
    }
}

static void one_that_passes_stays_and_nothing_is_nearest_to_the_impossible(void **state)
{
    static const struct color_ground gray[] = {{{0x77, 0x77, 0x77}, 0}};
    struct color nearest = {1, 2, 3}, teal = color_of("#0e5f63");
    (void)state;
    assert_true(color_nearest(teal, light, 3, 4.5, &nearest));
    assert_memory_equal(&nearest, &teal, sizeof teal);
    assert_false(color_nearest(teal, gray, 1, 7, &nearest));
}

static void a_clinics_color_is_held_against_its_pages(void **state)
{
    double contrast;
    struct accent_dark found;
    (void)state;
    assert_true(accent_can_be_read(color_of("#0e5f63"), &contrast));
    assert_true(contrast > 5.5);
    assert_false(accent_can_be_read(color_of("#ffcc00"), &contrast));
    assert_true(contrast > 1.3 && contrast < 1.5);
    assert_true(accent_can_be_read(accent_nearest(color_of("#ffcc00")), NULL));
    /* Enough on white, too little on the tint. */
    assert_true(color_contrast(color_of("#757575"), white) > 4.5);
    assert_false(accent_can_be_read(color_of("#757575"), NULL));
    accent_on_dark(color_of("#0e5f63"), &found);
    assert_true(color_least_contrast(found.color, dark, 2) >= 5.5);
    assert_memory_equal(&found.ink, &black, sizeof black);
    assert_true(color_contrast(found.color, found.ink) >= 4.5);
}

static void a_deep_color_is_light_at_night_and_a_gray_the_color_of_words(void **state)
{
    static const char *const deep[] = {"#0e5f63", "#0b1e3a", "#7a1f5c", "#3b0a0a", "#00008b"};
    static const char *const gray[] = {"#000000", "#111111", "#222b2e", "#707070"};
    const struct color ground = {0x1c, 0x24, 0x25}, words = {0xec, 0xe7, 0xde};
    struct accent_dark found;
    (void)state;
    for (size_t i = 0; i < sizeof deep / sizeof deep[0]; i++) {
        accent_on_dark(color_of(deep[i]), &found);
        assert_true(color_to_oklab(found.color).lightness >=
                    1 - color_to_oklab(color_of(deep[i])).lightness - 0.01);
        assert_true(color_contrast(found.color, ground) >= 4.5);
        assert_true(color_contrast(found.color, found.ink) >= 4.5);
    }
    for (size_t i = 0; i < sizeof gray / sizeof gray[0]; i++) {
        accent_on_dark(color_of(gray[i]), &found);
        assert_memory_equal(&found.color, &words, sizeof words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_write_is_read),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(oklab_is_that_of_its_author),
        cmocka_unit_test(every_color_comes_back),
        cmocka_unit_test(a_tint_is_mixed_as_css_does),
        cmocka_unit_test(the_nearest_can_be_read_and_none_is_much_nearer),
        cmocka_unit_test(one_that_passes_stays_and_nothing_is_nearest_to_the_impossible),
        cmocka_unit_test(a_clinics_color_is_held_against_its_pages),
        cmocka_unit_test(a_deep_color_is_light_at_night_and_a_gray_the_color_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
