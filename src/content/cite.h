/* Prose cites a fact, so that a number is written once: [[fact:session-length]] is a fact of the
 * document itself or of a treatment it belongs to, [[fact:micro-needling/session-length]] names the
 * treatment by its key. Patients read the fact's words there. In code (`[[fact:x]]`) the brackets
 * stay what they are.
 *
 * derive puts a mark for each citation, before publish's transaction; inside it, when the facts of
 * the whole set are known, cite_fill puts the words there, which is a replacement of text alone. */
#ifndef AFTERCARE_CONTENT_CITE_H
#define AFTERCARE_CONTENT_CITE_H

#include "base/buffer.h"
#include "content/faults.h"

#include <stdbool.h>

struct db;
struct derivation;
struct json_object;

/* Whether text begins a citation. */
bool cite_is_in(const char *text);

/* Appends text with a mark for each citation, and calls note(data, name) for each, also for one
 * that is written wrong; note may be NULL. False, and nothing appended, where text cites nothing.
 */
bool cite_mark(const char *text, struct buffer *out, void (*note)(void *data, const char *name),
               void *data);

/* Puts the facts' words in the place of all marks, and adds the treatments whose facts they are to
 * the documents that derivation names. Facts are those of the last published revisions, which in
 * publish's transaction are the ones of the set; of the document itself, its own.
 *
 * A citation of nothing is a fault, with its field, and stands as it was written. pending, where
 * not NULL, has the keys of a set: that one of these is not live has a fault elsewhere. */
void cite_fill(struct db *db, struct derivation *derivation, struct json_object *pending,
               struct faults *faults);

/* Adds the citations of nothing of a document, which may be a draft and faulty in other ways, to
 * faults. Facts of drafts count where pending (may be NULL: of all drafts) has the draft's key, for
 * they can be published together. */
void cite_check(struct db *db, struct json_object *document, struct json_object *pending,
                struct faults *faults);

/* Appends the words that patients read for a fact: those of its frequency or else of its figures,
 * with "our information differs" where there are several, and what is not confirmed said so. */
void cite_words(struct json_object *fact, struct buffer *words);

/* Appends the words of several figures: "20 minutes, 25 minutes or half an hour". */
void cite_figures(struct json_object *figures, struct buffer *words);

/* What a document (which may be a draft, and faulty) can cite of the published facts of its
 * treatments: an array of {citation, label, words}, which the caller puts. */
struct json_object *cite_choices(struct db *db, struct json_object *document);

#endif
