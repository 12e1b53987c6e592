/* Forms with files: what browsers send is read, what they would not send is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "base/buffer.h"
#include "http/multipart.h"
#include "http/request.h"

#include <stdio.h>
#include <string.h>

#define TYPE "multipart/form-data; boundary=x"
#define TEXT(name, value)                                                                          \
    "--x\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, file, value)                                                               \
    "--x\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\n"          \
    "Content-Type: text/csv\r\n\r\n" value "\r\n"

static bool reads(const char *type, const char *body)
{
    struct http_parts parts;
    bool read = http_parts_read(&parts, type, body, strlen(body));
    http_parts_free(&parts);
    return read;
}

static void what_a_browser_sends_is_read(void **state)
{
    (void)state;
    static const char body[] = TEXT("token", "abc")
        FILE_PART("file", "my \xc3\xa9.csv", "a\r\n\0b--x\r\n") TEXT("empty", "") "--x--\r\n";
    struct http_parts parts;
    assert_true(http_parts_read(&parts, TYPE, body, sizeof body - 1));
    assert_int_equal(parts.count, 3);
    assert_string_equal(parts.list[0].name, "token");
    assert_null(parts.list[0].file_name);
    assert_memory_equal(parts.list[0].bytes, "abc", 3);
    assert_null(http_parts_file(&parts, "token"));
    const struct http_part *file = http_parts_file(&parts, "file");
    assert_string_equal(file->file_name, "my \xc3\xa9.csv");
    assert_int_equal(file->length, 10);
    assert_memory_equal(file->bytes, "a\r\n\0b--x\r\n", 10);
    assert_int_equal(parts.list[2].length, 0);
    http_parts_free(&parts);
}

static void boundaries_are_read_as_browsers_write_them(void **state)
{
    (void)state;
    assert_true(reads(TYPE, TEXT("a", "b") "--x--"));
    assert_true(reads("Multipart/Form-Data;boundary=\"x\"", TEXT("a", "b") "--x--\r\n"));
    assert_false(reads("multipart/form-data", TEXT("a", "b") "--x--"));
    assert_false(reads("multipart/form-data; boundary=", TEXT("a", "b") "--x--"));
    assert_false(reads("multipart/form-data; boundary=y", TEXT("a", "b") "--x--"));
    assert_false(reads("multipart/mixed; boundary=x", TEXT("a", "b") "--x--"));
    assert_false(reads(NULL, TEXT("a", "b") "--x--"));
}

static void what_no_browser_sends_is_refused(void **state)
{
    (void)state;
    assert_false(reads(TYPE, ""));
    assert_false(reads(TYPE, "before\r\n" TEXT("a", "b") "--x--"));
    assert_false(reads(TYPE, TEXT("a", "b") "--x--\r\nafter"));
    assert_false(reads(TYPE, TEXT("a", "b") "--x\r\n"));
    assert_false(reads(TYPE, TEXT("a", "b")));
    assert_false(reads(TYPE, "--x\r\nContent-Type: text/plain\r\n\r\nb\r\n--x--"));
    assert_false(reads(TYPE, "--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n--x--"));
    assert_false(reads(TYPE, TEXT("a\x01", "b") "--x--"));
    assert_false(reads(TYPE, FILE_PART("a", "\xff", "b") "--x--"));
}

static void the_number_of_parts_is_bounded(void **state)
{
    (void)state;
    for (int count = HTTP_PARTS_MAX; count <= HTTP_PARTS_MAX + 1; count++) {
        struct buffer body = {0};
        for (int i = 0; i < count; i++)
            buffer_puts(&body, TEXT("a", "b"));
        buffer_puts(&body, "--x--");
        assert_int_equal(reads(TYPE, buffer_text(&body)), count == HTTP_PARTS_MAX);
        buffer_free(&body);
    }
}

static void its_texts_are_fields_of_the_form(void **state)
{
    (void)state;
    static const char body[] = TEXT("token", "a\r\nb") FILE_PART("file", "f", "c") "--x--";
    char length[20];
    snprintf(length, sizeof length, "%zu", sizeof body - 1);
    struct http_source source = {.request_method = "POST",
                                 .path_info = "/admin/exchange",
                                 .content_type = TYPE,
                                 .content_length = length,
                                 .body = body,
                                 .body_length = sizeof body - 1};
    struct http_request request;
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
    assert_int_equal(request.form.count, 1);
    assert_string_equal(http_params_get(&request.form, "token"), "a\r\nb");
    http_request_free(&request);
    source.content_type = "multipart/form-data; boundary=y";
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_BAD_FORM);
    http_request_free(&request);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_browser_sends_is_read),
        cmocka_unit_test(boundaries_are_read_as_browsers_write_them),
        cmocka_unit_test(what_no_browser_sends_is_refused),
        cmocka_unit_test(the_number_of_parts_is_bounded),
        cmocka_unit_test(its_texts_are_fields_of_the_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
