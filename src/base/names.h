/* Lists of names: those that end with a NULL. */
#ifndef AFTERCARE_BASE_NAMES_H
#define AFTERCARE_BASE_NAMES_H

#include <stdbool.h>

/* Whether name is one of names. Neither may be NULL. */
bool names_have(const char *const *names, const char *name);

#endif
