/* QR codes as SVG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/qr.h"

#include <stdlib.h>
#include <string.h>

static void a_code_is_an_svg_with_its_label(void **state)
{
    struct buffer svg = {0};
    (void)state;
    assert_true(qr_svg("https://example.org/leaflet/a/1-2-3", "Is \"it\" current?", &svg));
    assert_true(strncmp(buffer_text(&svg), "<svg ", 5) == 0);
    assert_non_null(strstr(buffer_text(&svg), "aria-label=\"Is &quot;it&quot; current?\""));
    assert_non_null(strstr(buffer_text(&svg), "M4 4.5h7m")); /* a finder's upper edge */
    assert_null(strstr(buffer_text(&svg), "example"));
    buffer_free(&svg);
}

static void what_is_too_long_has_none(void **state)
{
    struct buffer svg = {0}, text = {0};
    (void)state;
    for (int i = 0; i < 3000; i++)
        buffer_putc(&text, 'a');
    assert_false(qr_svg(buffer_text(&text), "x", &svg));
    assert_int_equal(svg.length, 0);
    buffer_free(&text);
    buffer_free(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_an_svg_with_its_label),
        cmocka_unit_test(what_is_too_long_has_none),
    };
    return cmocka_run_group_tests_name("qr", tests, NULL, NULL);
}
