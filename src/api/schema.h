/* JSON Schema (2020-12) of documents, from the kinds' tables of fields. */
#ifndef AFTERCARE_API_SCHEMA_H
#define AFTERCARE_API_SCHEMA_H

struct api_member;
struct json_object;
struct kind;

/* The schema of a document of kind, as the API gives it. The caller puts it. */
struct json_object *schema_of_kind(const struct kind *kind);

/* {"type": type, "description": words}; words may be NULL. The caller puts it. */
struct json_object *schema_of_type(const char *type, const char *words);

/* The schema of an object with these members (api/describe.h; ended by a row without a name). A
 * later version may add others (docs/api.md), so that they are not refused. The caller puts it. */
struct json_object *schema_of_members(const struct api_member *members);

#endif
