/* A command's flags, as a table: from it come the parsing, the environment's defaults, the errors
 * and what --help prints. Known to every command without being in the table: --help, and "--",
 * after which everything is an argument. */
#ifndef AFTERCARE_COMMAND_FLAGS_H
#define AFTERCARE_COMMAND_FLAGS_H

#include <stddef.h>

enum flag_type {
    FLAG_TEXT,    /* target: const char *; borrowed from argv or the environment. Not empty */
    FLAG_NUMBER,  /* target: long, from min to max */
    FLAG_SECONDS, /* target: double, from min to max; decimals allowed */
    FLAG_SWITCH,  /* target: bool; takes no value. In the environment: 1 or 0 */
};

struct flag {
    const char *name; /* with its dashes: "--readers" */
    const char *env;  /* the variable that holds its default, or NULL */
    enum flag_type type;
    const char *value; /* what --help calls the value: "PATH"; NULL for a switch */
    const char *help;  /* one line, without a full stop */
    double min, max;   /* for numbers and seconds */
    void *target;      /* holds the default of the program beforehand */
};

struct flags_command {
    const char *name;      /* "import" */
    const char *arguments; /* for the usage line: "FILE…"; "" where there are none */
    const char *about;     /* a sentence or two for --help */
    const struct flag *flags;
    size_t flag_count;
    int arguments_min;
    int arguments_max; /* -1: any number */
};

/* Anything but FLAGS_GO is the exit status with which the command ends at once. */
enum flags_result { FLAGS_GO = -1, FLAGS_HELP = 0, FLAGS_WRONG = 2 };

/* Reads the environment, then argv (argc entries, argv[0] the command's name), into the targets.
 * Arguments may stand between flags; afterwards they are argv[1] … argv[*argument_count], in the
 * order they came. Prints help to standard output, and an error as one line to standard error
 * ("aftercare serve: --readers: '0' is not a number from 1 to 64"). argument_count may be NULL. */
enum flags_result flags_read(const struct flags_command *command, int argc, char **argv,
                             int *argument_count);

#endif
