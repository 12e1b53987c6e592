/* One time as it is written: "6 to 10 weeks", "the third day", "overnight", "twice a day". */
#ifndef AFTERCARE_LINT_TIME_FORMS_H
#define AFTERCARE_LINT_TIME_FORMS_H

#include "lint/scanner.h"

/* Reads the time that begins at the scanner's place, and passes it; the first way that fits is the
 * one. False where none begins there. */
bool time_form_read(struct scanner *scan, struct scanned_time *time);

#endif
