/* FNV-1a, 64 bits: a fingerprint that tells two contents apart. No secret, and no guard against
 * somebody who wants two to look alike. */
#ifndef AFTERCARE_BASE_FINGERPRINT_H
#define AFTERCARE_BASE_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

#define FINGERPRINT_START 14695981039346656037ULL

/* The fingerprint of what fingerprint is of, with these bytes behind it. */
uint64_t fingerprint_add(uint64_t fingerprint, const char *bytes, size_t length);

#endif
