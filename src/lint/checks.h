/* The functions of the table in lint.c, a family a file. The parameters are those of lint.h. */
#ifndef AFTERCARE_LINT_CHECKS_H
#define AFTERCARE_LINT_CHECKS_H

struct findings;
struct json_object;
struct lint_check;
struct lint_site;

#define LINT_DOCUMENT_CHECK(name)                                                                  \
    void name(const struct lint_check *check, const struct lint_site *site,                        \
              struct json_object *document, struct findings *findings)

/* safety.c */
LINT_DOCUMENT_CHECK(lint_do_not_unsaid);
LINT_DOCUMENT_CHECK(lint_no_action);
LINT_DOCUMENT_CHECK(lint_vague_times);
LINT_DOCUMENT_CHECK(lint_absolutes);
LINT_DOCUMENT_CHECK(lint_darker_skin);
LINT_DOCUMENT_CHECK(lint_sources);
LINT_DOCUMENT_CHECK(lint_review_overdue);

/* reading.c */
LINT_DOCUMENT_CHECK(lint_long_sentences);
LINT_DOCUMENT_CHECK(lint_long_paragraphs);
LINT_DOCUMENT_CHECK(lint_grade);
LINT_DOCUMENT_CHECK(lint_passive);

/* search_words.c */
LINT_DOCUMENT_CHECK(lint_words_in_two_groups);
LINT_DOCUMENT_CHECK(lint_lone_words);

/* review_gate.c */
void lint_review_gate(const struct lint_check *check, const struct lint_site *site,
                      struct findings *findings);

/* unsourced.c: the times of "no-source" */
void lint_unsourced_times(const struct lint_check *check, const struct lint_site *site,
                          struct findings *findings);

/* contradiction.c */
void lint_contradictions(const struct lint_check *check, const struct lint_site *site,
                         struct findings *findings);

#endif
