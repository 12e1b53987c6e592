#include "command/flags.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum flags_result wrong(const struct flags_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum flags_result wrong(const struct flags_command *command, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "aftercare %s: ", command->name);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return FLAGS_WRONG;
}

/* --- Values ----------------------------------------------------------------------------------- */

static bool read_number(const struct flag *flag, const char *text)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno || end == text || *end || (double)number < flag->min || (double)number > flag->max)
        return false;
    *(long *)flag->target = number;
    return true;
}

static bool read_seconds(const struct flag *flag, const char *text)
{
    /* strtod also takes hexadecimal, "inf" and "nan". */
    if (!*text || strspn(text, "0123456789.") != strlen(text))
        return false;
    char *end;
    double seconds = strtod(text, &end);
    if (*end || !isfinite(seconds) || seconds < flag->min || seconds > flag->max)
        return false;
    *(double *)flag->target = seconds;
    return true;
}

static bool read_switch(const struct flag *flag, const char *text)
{
    if (strcmp(text, "1") != 0 && strcmp(text, "0") != 0)
        return false;
    *(bool *)flag->target = *text == '1';
    return true;
}

static bool read_value(const struct flag *flag, const char *text)
{
    switch (flag->type) {
    case FLAG_NUMBER:
        return read_number(flag, text);
    case FLAG_SECONDS:
        return read_seconds(flag, text);
    case FLAG_SWITCH:
        return read_switch(flag, text);
    case FLAG_TEXT:
        break;
    }
    if (*text)
        *(const char **)flag->target = text;
    return *text != '\0';
}

/* source is the flag's name or its variable's: what was typed. */
static enum flags_result set(const struct flags_command *command, const struct flag *flag,
                             const char *source, const char *text)
{
    if (read_value(flag, text))
        return FLAGS_GO;
    switch (flag->type) {
    case FLAG_NUMBER:
        return wrong(command, "%s: '%s' is not a number from %g to %g", source, text, flag->min,
                     flag->max);
    case FLAG_SECONDS:
        return wrong(command, "%s: '%s' is not a number of seconds from %g to %g", source, text,
                     flag->min, flag->max);
    case FLAG_SWITCH:
        return wrong(command, "%s: '%s' is not 1 or 0", source, text);
    case FLAG_TEXT:
        break;
    }
    return wrong(command, "%s: it may not be empty", source);
}

static enum flags_result read_environment(const struct flags_command *command)
{
    enum flags_result result = FLAGS_GO;
    for (size_t i = 0; i < command->flag_count && result == FLAGS_GO; i++) {
        const struct flag *flag = &command->flags[i];
        const char *text = flag->env ? getenv(flag->env) : NULL;
        if (text && *text)
            result = set(command, flag, flag->env, text);
    }
    return result;
}

/* --- Help ------------------------------------------------------------------------------------- */

static void print_default(const struct flag *flag)
{
    const char *text = flag->type == FLAG_TEXT ? *(const char *const *)flag->target : NULL;
    if (text && *text)
        printf(" (default: %s)", text);
    else if (flag->type == FLAG_NUMBER)
        printf(" (%g to %g, default: %ld)", flag->min, flag->max, *(const long *)flag->target);
    else if (flag->type == FLAG_SECONDS)
        printf(" (%g to %g, default: %g)", flag->min, flag->max, *(const double *)flag->target);
}

static enum flags_result print_help(const struct flags_command *command)
{
    printf("usage: aftercare %s%s%s%s\n\n%s\n", command->name,
           command->flag_count ? " [FLAG…]" : "", *command->arguments ? " " : "",
           command->arguments, command->about);
    if (command->flag_count)
        putchar('\n');
    for (size_t i = 0; i < command->flag_count; i++) {
        const struct flag *flag = &command->flags[i];
        printf("  %s%s%s\n      %s", flag->name, flag->value ? " " : "",
               flag->value ? flag->value : "", flag->help);
        print_default(flag);
        if (flag->env)
            printf("\n      in the environment: %s", flag->env);
        putchar('\n');
    }
    return FLAGS_HELP;
}

/* --- The command line ------------------------------------------------------------------------- */

static const struct flag *find(const struct flags_command *command, const char *text, size_t length)
{
    for (size_t i = 0; i < command->flag_count; i++)
        if (strlen(command->flags[i].name) == length &&
            strncmp(command->flags[i].name, text, length) == 0)
            return &command->flags[i];
    return NULL;
}

/* Reads the flag at argv[*i] and, where its value is the next entry, moves *i there. */
static enum flags_result read_flag(const struct flags_command *command, int argc, char **argv,
                                   int *i)
{
    const char *text = argv[*i];
    size_t length = strcspn(text, "=");
    const char *value = text[length] ? text + length + 1 : NULL;
    const struct flag *flag = find(command, text, length);
    if (!flag)
        return wrong(command, "there is no flag '%.*s' (--help tells those there are)", (int)length,
                     text);
    if (flag->type == FLAG_SWITCH)
        return value ? wrong(command, "%s takes no value", flag->name)
                     : set(command, flag, flag->name, "1");
    if (!value && *i + 1 < argc)
        value = argv[++*i];
    if (!value)
        return wrong(command, "%s needs a value: %s", flag->name, flag->value);
    return set(command, flag, flag->name, value);
}

static enum flags_result check_arguments(const struct flags_command *command, int count)
{
    if (count < command->arguments_min)
        return wrong(command, "%s is missing (--help tells more)", command->arguments);
    if (command->arguments_max >= 0 && count > command->arguments_max)
        return wrong(command, "there are too many arguments (--help tells more)");
    return FLAGS_GO;
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0)
            return true;
    return false;
}

enum flags_result flags_read(const struct flags_command *command, int argc, char **argv,
                             int *argument_count)
{
    int count = 0;
    bool flags_end = false;
    if (asks_for_help(argc, argv))
        return print_help(command);
    enum flags_result result = read_environment(command);
    for (int i = 1; i < argc && result == FLAGS_GO; i++) {
        if (flags_end || strncmp(argv[i], "-", 1) != 0 || strcmp(argv[i], "-") == 0)
            argv[++count] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            flags_end = true;
        else
            result = read_flag(command, argc, argv, &i);
    }
    if (result == FLAGS_GO)
        result = check_arguments(command, count);
    if (argument_count)
        *argument_count = count;
    return result;
}
