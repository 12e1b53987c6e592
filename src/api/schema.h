/* JSON Schema (2020-12) of documents, from the kinds' tables of fields. */
#ifndef AFTERCARE_API_SCHEMA_H
#define AFTERCARE_API_SCHEMA_H

struct json_object;
struct kind;

/* The schema of a document of kind, as the API gives it. The caller puts it. */
struct json_object *schema_of_kind(const struct kind *kind);

/* {"type": type, "description": words}; words may be NULL. The caller puts it. */
struct json_object *schema_of_type(const char *type, const char *words);

#endif
