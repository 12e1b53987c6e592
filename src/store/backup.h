/* Copying a database while it is in use, checking a copy, and putting one in a database's place.
 * Each returns false, with a sentence part appended to error, if it cannot be done. */
#ifndef AFTERCARE_STORE_BACKUP_H
#define AFTERCARE_STORE_BACKUP_H

#include "base/buffer.h"

#include <stdbool.h>

/* Copies the database at from, as it stands at one moment, into a new file at to (0600), which is
 * whole by itself and on the disk when this returns. Readers and writers go on meanwhile. There
 * must be no file at to; what was begun there is removed again if it fails. */
bool backup_copy(const char *from, const char *to, struct buffer *error);

/* Whether the file at path is a sound database of this program: integrity_check,
 * foreign_key_check, whose it is, and a schema that this build knows. */
bool backup_check(const char *path, struct buffer *error);

/* Gives the file the name to, where nothing has that name yet. */
bool backup_place(const char *file, const char *to, struct buffer *error);

/* Puts file in the place of the database at path, which nothing else may have open (lock_take).
 * What stood there is kept whole under the name aside, its write-ahead log folded in; where it is
 * too damaged for that, its log is kept beside it. *kept tells whether anything stood there. */
bool backup_replace(const char *file, const char *path, const char *aside, bool *kept,
                    struct buffer *error);

#endif
