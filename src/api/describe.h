/* What the API's parameters and answers mean: the tables from which its description is made
 * (OpenAPI and the page beside it). A test fails for a route whose parameter or answer is not here.
 */
#ifndef AFTERCARE_API_DESCRIBE_H
#define AFTERCARE_API_DESCRIBE_H

#include <stdbool.h>

struct http_route;

/* A parameter of a path or a query, or a field of a body. */
struct api_parameter {
    const char *pattern; /* of the route, or NULL: of every other route that has one of that name */
    const char *name;    /* NULL ends the table */
    const char *type;    /* "string" or "integer" (JSON Schema) */
    const char *words;
    const char *example;        /* one that the sample clinic answers with 200 */
    long min, max;              /* of an integer; 0 and 0: none */
    const char *const *choices; /* of a string, ended by NULL; or NULL */
    bool required;
    bool of_kinds; /* it takes the name of a kind */
};

extern const struct api_parameter api_parameters[];

/* The fields of a plan's body (docs/times.md); name NULL ends the table. */
extern const struct api_parameter api_plan_fields[];

/* A member of an answer's object. */
struct api_member {
    const char *name; /* NULL ends the list */
    const char *type; /* of JSON Schema */
    const char *words;
    bool always; /* it is never left out */
    /* Of an object its members, of an array those of each entry; NULL: they differ. */
    const struct api_member *members;
    const char *entries; /* of an array: the type of entries that are no objects; NULL: "object" */
    /* What stands there is an entry of this list of this kind's documents, with members besides. */
    const char *of_kind, *of_list;
    bool document; /* what stands there is a document of any kind */
};

struct api_answer {
    const char *pattern;              /* of the route; NULL ends the table */
    const char *name;                 /* of its schema: "Suggestions" */
    const char *type;                 /* of content: "application/json" */
    const struct api_member *members; /* NULL where the answer is no object */
    /* Part of what the sample clinic answers to the parameters' examples, as JSON; a single quote
     * stands for a double one, and BASE for the base URL. */
    const char *example;
};

extern const struct api_answer api_answers[];

extern const struct api_member api_clinic_members[];    /* whom to call */
extern const struct api_member api_plan_members[];      /* a plan (describe_plan.c) */
extern const struct api_member api_reference_members[]; /* a document as others name it */
extern const struct api_member api_nearest_members[]; /* a question, where a search found nothing */

/* NULL where there is none. */
const struct api_parameter *api_parameter_of(const struct http_route *route, const char *name);
const struct api_answer *api_answer_of(const struct http_route *route);

#endif
