/* What the clinic's own document settles for all others. */
#ifndef AFTERCARE_CONTENT_CLINIC_H
#define AFTERCARE_CONTENT_CLINIC_H

#include "base/buffer.h"

#include <time.h>

struct db;

/* Appends the clinic's time zone; UTC before there is a clinic. */
void clinic_zone(struct db *db, struct buffer *zone);

/* Appends the day, "2026-11-26", that lies days after now's own in the clinic's zone. */
void clinic_day(struct db *db, time_t now, int days, struct buffer *day);

#endif
