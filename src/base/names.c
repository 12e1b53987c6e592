#include "base/names.h"

#include <string.h>

bool names_have(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}
