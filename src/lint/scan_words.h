/* The words that lint/time_scan.c reads times by: one table each, ended by an empty row. */
#ifndef AFTERCARE_LINT_SCAN_WORDS_H
#define AFTERCARE_LINT_SCAN_WORDS_H

#include "lint/time_scan.h"

#include <stdbool.h>
#include <stdint.h>

struct number_word {
    const char *word;
    int value;
};

struct unit {
    const char *word;
    int64_t minutes;
};

struct precise {
    const char *words;
    enum scan_precision precision;
    bool strict;
};

struct directed {
    const char *words;
    enum scan_direction direction;
};

/* Times without a figure. */
struct fixed {
    const char *words;
    int64_t low, high;
    enum scan_direction direction;
    bool at_once;
};

extern const struct number_word scan_number_words[];
extern const struct number_word scan_ordinals[];
extern const struct unit scan_units[];
extern const char *const scan_fillers[];
extern const struct precise scan_before_figures[];
extern const struct precise scan_after_figures[];
extern const struct directed scan_directions[];
extern const struct directed scan_later_directions[];
extern const char *const scan_not_before[];
extern const char *const scan_not_after[];
extern const struct fixed scan_fixed_times[];

#endif
