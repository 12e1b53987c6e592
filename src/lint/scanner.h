/* Going over the tokens of a sentence from left to right: figures, units, and the words between
 * them. What time_forms.c and count_scan.c read times and counts with. */
#ifndef AFTERCARE_LINT_SCANNER_H
#define AFTERCARE_LINT_SCANNER_H

#include "lint/scan_words.h"
#include "lint/time_scan.h"

struct scanner {
    const struct tokens *tokens;
    size_t at;    /* the next token */
    size_t floor; /* where the time before this one ended */
};

/* How many of a unit: low to high. */
struct quantity {
    double low, high;
    bool vague;
    bool article; /* "a", "an" */
    bool plus;    /* "2+" */
};

/* The token at at; a mark without text beyond the end. */
const struct token *scanner_token(const struct scanner *scan, size_t at);
bool scanner_is(const struct scanner *scan, size_t at, const char *word);

/* The value of a word in a table that ends with NULL; 0 if it is not there. */
int scanner_value(const struct number_word *table, const char *word);

/* Each of these passes what it names, where it stands next, and says whether it did. */
bool scanner_take(struct scanner *scan, const char *phrase);
bool scanner_number(struct scanner *scan, double *value); /* "24", "twenty-four", "two" */
bool scanner_quantity(struct scanner *scan, struct quantity *quantity);
int64_t scanner_unit(struct scanner *scan);             /* its minutes; 0 where none stands */
bool scanner_joint(struct scanner *scan, bool between); /* what joins the two ends of a range */

/* The words of precision after a figure ("or so"), and before it ("about", "less than"). */
void scanner_precision_after(struct scanner *scan, struct scanned_time *time);
void scanner_precision_before(const struct scanner *scan, struct scanned_time *time);

#endif
