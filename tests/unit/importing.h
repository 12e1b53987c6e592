/* Importing documents as texts, for tests of what comes of it. */
#ifndef AFTERCARE_TESTS_IMPORTING_H
#define AFTERCARE_TESTS_IMPORTING_H

#include "scratch.h"

#include "base/buffer.h"
#include "content/import.h"
#include "content/publish.h"

/* Publishes texts (ended by NULL) as one set. Faults are appended to *faults as
 * "path: message; ". */
static inline enum publish_result import_texts(struct db *db, bool replace, struct buffer *faults,
                                               ...)
{
    struct import import = {0};
    va_list texts;
    va_start(texts, faults);
    for (const char *text = va_arg(texts, const char *); text; text = va_arg(texts, const char *))
        import_add(&import, "file", text, strlen(text), replace, "test", "");
    va_end(texts);
    enum publish_result result =
        publish(db, import.drafts, import.count, 1000, publish_ungated, NULL, NULL);
    for (size_t i = 0; i < import.count; i++)
        for (size_t j = 0; j < import.drafts[i].faults.count; j++)
            buffer_printf(faults, "%s: %s; ", import.drafts[i].faults.list[j].path,
                          import.drafts[i].faults.list[j].message);
    for (size_t i = 0; i < import.unread.count; i++)
        buffer_printf(faults, "%s; ", import.unread.list[i].message);
    import_free(&import);
    return result;
}

#define assert_import_published(db, replace, ...)                                                  \
    do {                                                                                           \
        struct buffer refusal = {0};                                                               \
        enum publish_result result = import_texts(db, replace, &refusal, __VA_ARGS__, NULL);       \
        if (result != PUBLISH_DONE)                                                                \
            fail_msg("refused: %s%s", buffer_text(&refusal), db_message(db));                      \
        buffer_free(&refusal);                                                                     \
    } while (0)

#define assert_import_refused(db, replace, words, ...)                                             \
    do {                                                                                           \
        struct buffer refusal = {0};                                                               \
        enum publish_result result = import_texts(db, replace, &refusal, __VA_ARGS__, NULL);       \
        assert_int_equal(result, PUBLISH_REFUSED);                                                 \
        if (!strstr(buffer_text(&refusal), words))                                                 \
            fail_msg("'%s' is not told in: %s", words, buffer_text(&refusal));                     \
        buffer_free(&refusal);                                                                     \
    } while (0)

#endif
