/* Findings as data: for the command, and for pages. */
#ifndef AFTERCARE_LINT_REPORT_H
#define AFTERCARE_LINT_REPORT_H

#include "lint/gather.h"
#include "lint/lint.h"

struct json_object;

/* How many there are. */
struct report_counts {
    size_t blocks, advice; /* advice that is not answered */
    size_t answered;
};

/* An array, in the order of findings, of
 *
 *   {code, label, family, level ("block" or "advice"), is_block, mark (of answer.h),
 *    place: {document, title, kind_label, path, field, quote}, other: the same or missing,
 *    reason, cure, answer: {reason, who, at} or missing}
 *
 * field is the path in words: "Steps › Sauna › Step". answers are answers_read's. The caller puts
 * it. counts may be NULL. */
struct json_object *report_findings(const struct gathered *gathered,
                                    const struct findings *findings, struct json_object *answers,
                                    struct report_counts *counts);

const char *report_family_name(enum lint_family family);  /* "safety" */
const char *report_family_label(enum lint_family family); /* "Safety" */
enum { REPORT_FAMILIES = LINT_REVIEW + 1 };

#endif
