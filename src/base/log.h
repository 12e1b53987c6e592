/* The log: one line an event on standard error, key=value pairs (logfmt).
 *
 * What must never be handed to it: a patient's address, a query string, a search term, a
 * referrer, a cookie, a date of treatment. */
#ifndef AFTERCARE_BASE_LOG_H
#define AFTERCARE_BASE_LOG_H

/* Writes "event=EVENT " and the formatted pairs as one line with one write(2), so that lines of
 * several processes do not mix. Control characters are written as '?'; a line over 2,048 bytes
 * is cut. Put values with blanks between double quotes in the format. */
void log_event(const char *event, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
