/* What changed, made shorter for reading. */
#ifndef AFTERCARE_ADMIN_CHANGES_H
#define AFTERCARE_ADMIN_CHANGES_H

struct json_object;

/* Folds long passages that did not change: in the rows of diff_documents (content/diff.h), a part
 * that is the same and long keeps some words beside each change, and what lies between becomes a
 * part {is_folded, text, words}. Nothing is lost: the parts still make both texts. */
void changes_fold(struct json_object *rows);

#endif
