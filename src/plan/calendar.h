/* A plan as a calendar file (RFC 5545): one event where a step starts or ends, and where a sign
 * should have eased or gone. docs/calendar.md says what each part of it is for. */
#ifndef AFTERCARE_PLAN_CALENDAR_H
#define AFTERCARE_PLAN_CALENDAR_H

#include "base/buffer.h"

#include <time.h>

struct json_object;

/* What to send it as. The name gives nothing away in a list of downloads. */
#define CALENDAR_CONTENT_TYPE "text/calendar; charset=utf-8"
#define CALENDAR_DISPOSITION  "attachment; filename=\"skin-care.ics\""

/* Appends the file for a dated plan (plan_make). base_url ("https://example.org", or "" where it is
 * not known) leads to the aftercare page and tells our entries from those of another site. now is
 * when the file is made; what lies before it has no alarm. */
void calendar_write(struct json_object *plan, const char *base_url, time_t now, struct buffer *out);

#endif
