/* Accept-Encoding: what is chosen, and that anything odd gives the body as it is. */
#include "http/coding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct example {
    const char *field;
    enum http_coding coding;
};

static void check(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (http_coding_choose(examples[i].field) != examples[i].coding)
            fail_msg("\"%s\" gave \"%s\"", examples[i].field,
                     http_coding_name(http_coding_choose(examples[i].field)));
    }
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void chooses_the_best_allowed(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"gzip", HTTP_CODING_GZIP},
        {"br", HTTP_CODING_BROTLI},
        {"gzip, deflate, br", HTTP_CODING_BROTLI},
        {"gzip, deflate, br, zstd", HTTP_CODING_BROTLI},
        {"GZip", HTTP_CODING_GZIP},
        {"x-gzip", HTTP_CODING_GZIP},
        {"deflate", HTTP_CODING_IDENTITY},
        {"brr, gzi", HTTP_CODING_IDENTITY},
        {"identity", HTTP_CODING_IDENTITY},
        {"*", HTTP_CODING_GZIP},
        {"br, *", HTTP_CODING_BROTLI},
        {" ,, gzip\t, ", HTTP_CODING_GZIP},
    };
    CHECK(examples);
}

static void heeds_weights(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"gzip;q=0", HTTP_CODING_IDENTITY},       {"gzip;q=0.000", HTTP_CODING_IDENTITY},
        {"gzip;q=0.001", HTTP_CODING_GZIP},       {"gzip;q=1.000", HTTP_CODING_GZIP},
        {"gzip;q=0.", HTTP_CODING_IDENTITY},      {"gzip ; Q=0.5", HTTP_CODING_GZIP},
        {"br;q=0, gzip", HTTP_CODING_GZIP},       {"br;q=0.1, gzip;q=1", HTTP_CODING_BROTLI},
        {"gzip;q=0, *", HTTP_CODING_IDENTITY},    {"*, gzip;q=0", HTTP_CODING_IDENTITY},
        {"*;q=0", HTTP_CODING_IDENTITY},          {"*;q=0, gzip", HTTP_CODING_GZIP},
        {"gzip;q=0, gzip", HTTP_CODING_IDENTITY}, {"gzip, gzip;q=0", HTTP_CODING_IDENTITY},
        {"br;q=0, *", HTTP_CODING_GZIP},          {"deflate;q=0, br", HTTP_CODING_BROTLI},
    };
    CHECK(examples);
}

static void refuses_junk(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {NULL, HTTP_CODING_IDENTITY},
        {"", HTTP_CODING_IDENTITY},
        {" , ", HTTP_CODING_IDENTITY},
        {"gzip;", HTTP_CODING_IDENTITY},
        {"gzip;q", HTTP_CODING_IDENTITY},
        {"gzip;q=", HTTP_CODING_IDENTITY},
        {"gzip;q=2", HTTP_CODING_IDENTITY},
        {"gzip;q=1.001", HTTP_CODING_IDENTITY},
        {"gzip;q=0.1234", HTTP_CODING_IDENTITY},
        {"gzip;q=-1", HTTP_CODING_IDENTITY},
        {"gzip;q=0x1", HTTP_CODING_IDENTITY},
        {"gzip;level=9", HTTP_CODING_IDENTITY},
        {"gzip;q=1;q=1", HTTP_CODING_IDENTITY},
        {"gzip br", HTTP_CODING_IDENTITY},
        {"gzip, \"br\"", HTTP_CODING_IDENTITY},
        {"br, gzip\x01", HTTP_CODING_IDENTITY},
        {"br, gz\xc3\xafp", HTTP_CODING_IDENTITY},
        {";q=1", HTTP_CODING_IDENTITY},
    };
    CHECK(examples);
}

static void names_codings(void **state)
{
    (void)state;
    assert_string_equal(http_coding_name(HTTP_CODING_BROTLI), "br");
    assert_string_equal(http_coding_name(HTTP_CODING_GZIP), "gzip");
    assert_string_equal(http_coding_name(HTTP_CODING_IDENTITY), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chooses_the_best_allowed),
        cmocka_unit_test(heeds_weights),
        cmocka_unit_test(refuses_junk),
        cmocka_unit_test(names_codings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
