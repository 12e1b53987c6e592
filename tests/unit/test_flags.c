/* command/flags.c: what a table of flags makes of a command line and the environment. */
#include "command/flags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARGV_MAX = 12, OUTPUT_MAX = 4096 };

struct values {
    const char *path;
    long number;
    double seconds;
    bool on;
};

struct outcome {
    enum flags_result result;
    struct values values;
    char *argv[ARGV_MAX];
    int argument_count;
    char out[OUTPUT_MAX], err[OUTPUT_MAX];
};

static FILE *capture(int fd, int *saved)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    *saved = dup(fd);
    dup2(fileno(file), fd);
    return file;
}

static void release(int fd, int saved, FILE *file, char text[OUTPUT_MAX])
{
    fflush(fd == STDOUT_FILENO ? stdout : stderr);
    dup2(saved, fd);
    close(saved);
    rewind(file);
    text[fread(text, 1, OUTPUT_MAX - 1, file)] = '\0';
    fclose(file);
}

/* Reads a command line, its words separated by blanks, with two to three arguments allowed. */
static void read_flags(struct outcome *outcome, const char *line, int arguments_min)
{
    static char text[1000];
    *outcome = (struct outcome){.values = {.path = "here", .number = 4, .seconds = 2.5}};
    const struct flag flags[] = {
        {"--path", "TEST_PATH", FLAG_TEXT, "PATH", "a path", 0, 0, &outcome->values.path},
        {"--number", "TEST_NUMBER", FLAG_NUMBER, "N", "a number", 1, 64, &outcome->values.number},
        {"--seconds", "TEST_SECONDS", FLAG_SECONDS, "S", "a time", 0.5, 60,
         &outcome->values.seconds},
        {"--on", "TEST_ON", FLAG_SWITCH, NULL, "a switch", 0, 0, &outcome->values.on},
    };
    const struct flags_command command = {"test", "FILE…", "Tests.", flags, 4, arguments_min, 3};
    int argc = 0, saved_out, saved_err;
    snprintf(text, sizeof text, "%s", line);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        outcome->argv[argc++] = word;
    fflush(stdout);
    FILE *out = capture(STDOUT_FILENO, &saved_out);
    FILE *err = capture(STDERR_FILENO, &saved_err);
    outcome->result = flags_read(&command, argc, outcome->argv, &outcome->argument_count);
    release(STDOUT_FILENO, saved_out, out, outcome->out);
    release(STDERR_FILENO, saved_err, err, outcome->err);
}

static void test_defaults_stay(void **state)
{
    (void)state;
    struct outcome outcome;
    read_flags(&outcome, "test", 0);
    assert_int_equal(outcome.result, FLAGS_GO);
    assert_string_equal(outcome.values.path, "here");
    assert_int_equal(outcome.values.number, 4);
    assert_false(outcome.values.on);
    assert_int_equal(outcome.argument_count, 0);
}

static void test_values_are_read(void **state)
{
    (void)state;
    struct outcome outcome;
    read_flags(&outcome, "test --path a=b --number=64 --seconds 0.75 --on", 0);
    assert_int_equal(outcome.result, FLAGS_GO);
    assert_string_equal(outcome.values.path, "a=b");
    assert_int_equal(outcome.values.number, 64);
    assert_true(outcome.values.seconds > 0.74 && outcome.values.seconds < 0.76);
    assert_true(outcome.values.on);
}

static void test_arguments_between_flags(void **state)
{
    (void)state;
    struct outcome outcome;
    read_flags(&outcome, "test one --on - --number 5 -- --three", 2);
    assert_int_equal(outcome.result, FLAGS_GO);
    assert_int_equal(outcome.argument_count, 3);
    assert_string_equal(outcome.argv[1], "one");
    assert_string_equal(outcome.argv[2], "-");
    assert_string_equal(outcome.argv[3], "--three");
    assert_int_equal(outcome.values.number, 5);
}

static void test_errors_are_one_clear_line(void **state)
{
    static const struct {
        const char *line, *error;
    } cases[] = {
        {"test --number 0", "aftercare test: --number: '0' is not a number from 1 to 64\n"},
        {"test --number 65", "aftercare test: --number: '65' is not a number from 1 to 64\n"},
        {"test --number 5x", "aftercare test: --number: '5x' is not a number from 1 to 64\n"},
        {"test --number=", "aftercare test: --number: '' is not a number from 1 to 64\n"},
        {"test --number 99999999999999999999",
         "aftercare test: --number: '99999999999999999999' is not a number from 1 to 64\n"},
        {"test --seconds nan",
         "aftercare test: --seconds: 'nan' is not a number of seconds from 0.5 to 60\n"},
        {"test --seconds 0x5",
         "aftercare test: --seconds: '0x5' is not a number of seconds from 0.5 to 60\n"},
        {"test --seconds 1.2.3",
         "aftercare test: --seconds: '1.2.3' is not a number of seconds from 0.5 to 60\n"},
        {"test --path=", "aftercare test: --path: it may not be empty\n"},
        {"test --path", "aftercare test: --path needs a value: PATH\n"},
        {"test --on=1", "aftercare test: --on takes no value\n"},
        {"test --paths x",
         "aftercare test: there is no flag '--paths' (--help tells those there are)\n"},
        {"test -n", "aftercare test: there is no flag '-n' (--help tells those there are)\n"},
        {"test a b c d", "aftercare test: there are too many arguments (--help tells more)\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome outcome;
        read_flags(&outcome, cases[i].line, 0);
        assert_int_equal(outcome.result, FLAGS_WRONG);
        assert_string_equal(outcome.err, cases[i].error);
        assert_string_equal(outcome.out, "");
    }
}

static void test_missing_arguments(void **state)
{
    (void)state;
    struct outcome outcome;
    read_flags(&outcome, "test one", 2);
    assert_int_equal(outcome.result, FLAGS_WRONG);
    assert_string_equal(outcome.err, "aftercare test: FILE… is missing (--help tells more)\n");
}

static void test_environment_stands_below_flags(void **state)
{
    (void)state;
    struct outcome outcome;
    setenv("TEST_NUMBER", "7", 1);
    setenv("TEST_PATH", "", 1);
    setenv("TEST_ON", "1", 1);
    read_flags(&outcome, "test", 0);
    assert_int_equal(outcome.values.number, 7);
    assert_string_equal(outcome.values.path, "here"); /* an empty variable is none */
    assert_true(outcome.values.on);
    read_flags(&outcome, "test --number 8", 0);
    assert_int_equal(outcome.values.number, 8);
    setenv("TEST_NUMBER", "many", 1);
    read_flags(&outcome, "test", 0);
    assert_int_equal(outcome.result, FLAGS_WRONG);
    assert_string_equal(outcome.err,
                        "aftercare test: TEST_NUMBER: 'many' is not a number from 1 to 64\n");
    unsetenv("TEST_NUMBER");
    unsetenv("TEST_PATH");
    unsetenv("TEST_ON");
}

static void test_help_lists_every_flag(void **state)
{
    (void)state;
    struct outcome outcome;
    read_flags(&outcome, "test --number wrong --help", 2);
    assert_int_equal(outcome.result, FLAGS_HELP);
    assert_string_equal(outcome.err, "");
    assert_non_null(strstr(outcome.out, "usage: aftercare test [FLAG…] FILE…\n"));
    assert_non_null(strstr(outcome.out, "  --path PATH\n      a path (default: here)\n"));
    assert_non_null(strstr(outcome.out, "a number (1 to 64, default: 4)"));
    assert_non_null(strstr(outcome.out, "a time (0.5 to 60, default: 2.5)"));
    assert_non_null(strstr(outcome.out, "  --on\n      a switch\n"));
    assert_non_null(strstr(outcome.out, "in the environment: TEST_SECONDS"));
}

static void test_help_after_the_end_of_flags_is_an_argument(void **state)
{
    (void)state;
    struct outcome outcome;
    read_flags(&outcome, "test -- --help", 1);
    assert_int_equal(outcome.result, FLAGS_GO);
    assert_string_equal(outcome.argv[1], "--help");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults_stay),
        cmocka_unit_test(test_values_are_read),
        cmocka_unit_test(test_arguments_between_flags),
        cmocka_unit_test(test_errors_are_one_clear_line),
        cmocka_unit_test(test_missing_arguments),
        cmocka_unit_test(test_environment_stands_below_flags),
        cmocka_unit_test(test_help_lists_every_flag),
        cmocka_unit_test(test_help_after_the_end_of_flags_is_an_argument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
