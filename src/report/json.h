/* JSON: a tree that is built or read. json.c is the only user of <cJSON.h>. Failures stick in the tree: build
 * at will, look once when printing. */
#ifndef RW_REPORT_JSON_H
#define RW_REPORT_JSON_H

#include "base/text.h"

typedef struct rw_json_value rw_json_value; /* a cJSON item */

typedef struct rw_json {
    rw_context *context; /* borrowed */
    rw_json_value *root; /* owned */
    bool failed;
} rw_json;

/** A tree with an empty object at its root. Free with rw_json_free. */
void rw_json_start(rw_json *json, rw_context *context);
void rw_json_free(rw_json *json);

/** Adding to an object. Numbers that are not finite become null. */
void rw_json_number(rw_json *json, rw_json_value *object, const char *key, double value);
void rw_json_string(rw_json *json, rw_json_value *object, const char *key, const char *value);
void rw_json_bool(rw_json *json, rw_json_value *object, const char *key, bool value);
rw_json_value *rw_json_object(rw_json *json, rw_json_value *object, const char *key);
rw_json_value *rw_json_array(rw_json *json, rw_json_value *object, const char *key);
/** Adding to an array. */
rw_json_value *rw_json_item(rw_json *json, rw_json_value *array); /* an object */
rw_json_value *rw_json_list(rw_json *json, rw_json_value *array); /* an array */
void rw_json_item_number(rw_json *json, rw_json_value *array, double value);
void rw_json_item_string(rw_json *json, rw_json_value *array, const char *value);

/** Appends the text, with line breaks for people or without. */
RW_NODISCARD rw_status rw_json_print(rw_json *json, bool readable, rw_text *text);

/** Reads text; a mistake is RW_ERROR_INPUT with line and column of `file` in the message. */
RW_NODISCARD rw_status rw_json_parse(rw_context *context, const char *file, const char *text, rw_json *json);
/** Adds parsed text under a key; does nothing when it is not JSON. */
void rw_json_raw(rw_json *json, rw_json_value *object, const char *key, const char *text);

/** Reading: NULL, NaN or -1 when it is not there or not of that kind. */
const rw_json_value *rw_json_get(const rw_json_value *object, const char *key);
const char *rw_json_get_string(const rw_json_value *object, const char *key);
double rw_json_get_number(const rw_json_value *object, const char *key);
bool rw_json_get_bool(const rw_json_value *object, const char *key); /* false when it is not there */
int rw_json_count(const rw_json_value *array);
const rw_json_value *rw_json_at(const rw_json_value *array, int index);
/** Walking through an array or object: its first member, and the next one; NULL beyond the last. */
const rw_json_value *rw_json_first(const rw_json_value *array);
const rw_json_value *rw_json_next(const rw_json_value *member);
/** NaN or NULL when the value is of another kind. */
double rw_json_as_number(const rw_json_value *value);
const char *rw_json_as_string(const rw_json_value *value);
bool rw_json_is_array(const rw_json_value *value);
/** The first number in a value or in the arrays inside it, however deep; NaN when there is none. */
double rw_json_first_number(const rw_json_value *value);
/** The key of a member of an object; "" for others. */
const char *rw_json_key(const rw_json_value *member);
double rw_json_number_at(const rw_json_value *array, int index);
const char *rw_json_string_at(const rw_json_value *array, int index);
/** Key of the index-th member of an object. */
const char *rw_json_key_at(const rw_json_value *object, int index);

#endif
