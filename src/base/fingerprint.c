#include "base/fingerprint.h"

uint64_t fingerprint_add(uint64_t fingerprint, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        fingerprint = (fingerprint ^ (unsigned char)bytes[i]) * 1099511628211ULL;
    return fingerprint;
}
