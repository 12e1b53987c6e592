/* An import's way up to the database: reading, checking against the tables, deriving. What passes
 * the checks can be derived, and every fault has a message. */
#include "content/import.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect_message(const char *file, const char *path, const char *message)
{
    (void)path;
    if (!*file || !*message)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import import = {0};
    import_add(&import, "file", (const char *)data, size, false, "fuzz", "");
    for (size_t i = 0; i < import.count; i++)
        if (!import.drafts[i].faults.count && !import.drafts[i].derivation.body)
            abort();
    import_tell_faults(&import, expect_message);
    import_free(&import);
    return 0;
}
