#include "content/clinic.h"

#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "text/json.h"

void clinic_zone(struct db *db, struct buffer *zone)
{
    struct document clinic = {0};
    bool found = document_first(db, kind_by_name("clinic"), &clinic);
    const char *name = found ? json_text(clinic.body, "time_zone") : NULL;
    buffer_puts(zone, name ? name : "UTC");
    document_free(&clinic);
}

void clinic_day(struct db *db, time_t now, int days, struct buffer *day)
{
    struct buffer zone = {0};
    clinic_zone(db, &zone);
    moment_date(now, buffer_text(&zone), days, day);
    buffer_free(&zone);
}
