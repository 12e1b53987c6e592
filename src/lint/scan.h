/* What the checks of prose share: going over the sentences of a document. */
#ifndef AFTERCARE_LINT_SCAN_H
#define AFTERCARE_LINT_SCAN_H

#include "lint/finding.h"
#include "lint/lint.h"
#include "lint/sentences.h"
#include "lint/texts.h"
#include "lint/words.h"

/* One check on its way over one document. */
struct scan {
    const struct lint_check *check;
    struct json_object *document;
    struct findings *findings;
    const struct lint_texts *texts; /* the document's */
};

/* A sentence that is looked at. */
struct scan_sentence {
    const struct lint_text *text;
    const struct sentence *sentence;
    const char *folded; /* words_fold's */
};

/* Calls look for every sentence of the scan's document that patients read as a statement or a
 * heading, names of things ("other_names") left out. */
void scan_sentences(struct scan *scan,
                    void (*look)(struct scan *scan, const struct scan_sentence *at));

/* The words that stand at match, as they were written: for a reason's sentence. Good until the next
 * call. */
const char *scan_words(const struct match *match);

/* A finding that quotes the sentence. */
struct finding *scan_find(struct scan *scan, const struct scan_sentence *at);

/* A finding about a field, or about the whole document (""). */
struct finding *scan_find_field(struct scan *scan, const char *path, const char *quote);

/* Whether text has anything but white space; NULL has not. */
bool scan_has_words(const char *text);

#endif
