#include "server/slot.h"

#include "routes.h"

#include <string.h>
#include <sys/mman.h>

struct worker_slot *slot_new(size_t count)
{
    void *memory = mmap(NULL, count * sizeof(struct worker_slot), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* Compared as an address: a worker that wrote nonsense must not make the supervisor follow it.
 * Workers are forked, so that the table stands at the same address in all of them. */
static const char *route_words(const char *pattern)
{
    for (const struct http_route *route = routes; route->handler; route++)
        if (route->pattern == pattern)
            return pattern;
    return "-";
}

struct slot_words slot_words(const struct worker_slot *slot)
{
    struct slot_words words = {.id = "-", .route = "-"};
    if (!atomic_load(&slot->started))
        return words;
    size_t length = strnlen(slot->request.id, HTTP_ID_LENGTH);
    if (length == HTTP_ID_LENGTH && strspn(slot->request.id, "0123456789abcdefABCDEF") >= length)
        memcpy(words.id, slot->request.id, length);
    words.route = route_words(slot->request.route);
    return words;
}
