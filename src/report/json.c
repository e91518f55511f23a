#include "report/json.h"
#include "base/number.h"
#include <cjson/cJSON.h>
#include <string.h>

static cJSON *in(rw_json_value *value) {
    return (cJSON *)value;
}

static const cJSON *of(const rw_json_value *value) {
    return (const cJSON *)value;
}

static rw_json_value *out(cJSON *item) {
    return (rw_json_value *)item;
}

void rw_json_start(rw_json *json, rw_context *context) {
    *json = (rw_json){.context = context, .root = out(cJSON_CreateObject())};
    json->failed = !json->root;
}

void rw_json_free(rw_json *json) {
    cJSON_Delete(in(json->root));
    json->root = NULL;
}

/* Hangs an item under its parent; either may be missing for lack of memory. */
static rw_json_value *hang(rw_json *json, rw_json_value *parent, const char *key, cJSON *item) {
    const bool good =
        parent && item &&
        (key ? cJSON_AddItemToObject(in(parent), key, item) : cJSON_AddItemToArray(in(parent), item));
    if (good) return out(item);
    cJSON_Delete(item);
    json->failed = true;
    return NULL;
}

static cJSON *number_item(double value) {
    return isfinite(value) ? cJSON_CreateNumber(value) : cJSON_CreateNull();
}

void rw_json_number(rw_json *json, rw_json_value *object, const char *key, double value) {
    (void)hang(json, object, key, number_item(value));
}

void rw_json_string(rw_json *json, rw_json_value *object, const char *key, const char *value) {
    (void)hang(json, object, key, cJSON_CreateString(value));
}

void rw_json_bool(rw_json *json, rw_json_value *object, const char *key, bool value) {
    (void)hang(json, object, key, cJSON_CreateBool(value));
}

rw_json_value *rw_json_object(rw_json *json, rw_json_value *object, const char *key) {
    return hang(json, object, key, cJSON_CreateObject());
}

rw_json_value *rw_json_array(rw_json *json, rw_json_value *object, const char *key) {
    return hang(json, object, key, cJSON_CreateArray());
}

rw_json_value *rw_json_item(rw_json *json, rw_json_value *array) {
    return hang(json, array, NULL, cJSON_CreateObject());
}

rw_json_value *rw_json_list(rw_json *json, rw_json_value *array) {
    return hang(json, array, NULL, cJSON_CreateArray());
}

void rw_json_item_number(rw_json *json, rw_json_value *array, double value) {
    (void)hang(json, array, NULL, number_item(value));
}

void rw_json_item_string(rw_json *json, rw_json_value *array, const char *value) {
    (void)hang(json, array, NULL, cJSON_CreateString(value));
}

rw_status rw_json_print(rw_json *json, bool readable, rw_text *text) {
    char *printed = json->failed ? NULL
                    : readable   ? cJSON_Print(in(json->root))
                                 : cJSON_PrintUnformatted(in(json->root));
    if (!printed) return rw_fail(json->context, RW_ERROR_MEMORY, "out of memory while writing JSON");
    rw_text_add(text, printed);
    cJSON_free(printed);
    return rw_text_status(text);
}

rw_status rw_json_parse(rw_context *context, const char *file, const char *text, rw_json *json) {
    *json = (rw_json){.context = context};
    const char *end = text;
    json->root = out(cJSON_ParseWithOpts(text, &end, 1));
    if (json->root) return RW_OK;
    int line = 1, column = 1;
    for (const char *c = text; c < end; ++c) {
        ++column;
        if (*c != '\n') continue;
        ++line;
        column = 1;
    }
    return rw_fail(context, RW_ERROR_INPUT,
                   "%s:%d:%d: this is not JSON from here; is the file cut off or edited?", file, line,
                   column);
}

void rw_json_raw(rw_json *json, rw_json_value *object, const char *key, const char *text) {
    cJSON *parsed = cJSON_Parse(text);
    if (parsed) (void)hang(json, object, key, parsed);
}

const rw_json_value *rw_json_get(const rw_json_value *object, const char *key) {
    return out(cJSON_GetObjectItemCaseSensitive(of(object), key));
}

const char *rw_json_get_string(const rw_json_value *object, const char *key) {
    return cJSON_GetStringValue(of(rw_json_get(object, key)));
}

double rw_json_get_number(const rw_json_value *object, const char *key) {
    const cJSON *item = of(rw_json_get(object, key));
    return cJSON_IsNumber(item) ? item->valuedouble : RW_NAN;
}

bool rw_json_get_bool(const rw_json_value *object, const char *key) {
    return cJSON_IsTrue(of(rw_json_get(object, key)));
}

int rw_json_count(const rw_json_value *array) {
    return array && (cJSON_IsArray(of(array)) || cJSON_IsObject(of(array))) ? cJSON_GetArraySize(of(array))
                                                                            : -1;
}

const rw_json_value *rw_json_at(const rw_json_value *array, int index) {
    return out(cJSON_GetArrayItem(of(array), index));
}

const rw_json_value *rw_json_first(const rw_json_value *array) {
    return array ? out(of(array)->child) : NULL;
}

const rw_json_value *rw_json_next(const rw_json_value *member) {
    return member ? out(of(member)->next) : NULL;
}

double rw_json_as_number(const rw_json_value *value) {
    return cJSON_IsNumber(of(value)) ? of(value)->valuedouble : RW_NAN;
}

const char *rw_json_as_string(const rw_json_value *value) {
    return cJSON_GetStringValue(of(value));
}

const char *rw_json_key(const rw_json_value *member) {
    return member && of(member)->string ? of(member)->string : "";
}

bool rw_json_is_array(const rw_json_value *value) {
    return cJSON_IsArray(of(value));
}

double rw_json_first_number(const rw_json_value *value) {
    while (rw_json_is_array(value)) value = rw_json_first(value);
    return rw_json_as_number(value);
}

double rw_json_number_at(const rw_json_value *array, int index) {
    const cJSON *item = of(rw_json_at(array, index));
    return cJSON_IsNumber(item) ? item->valuedouble : RW_NAN;
}

const char *rw_json_string_at(const rw_json_value *array, int index) {
    return cJSON_GetStringValue(of(rw_json_at(array, index)));
}

const char *rw_json_key_at(const rw_json_value *object, int index) {
    const cJSON *item = of(rw_json_at(object, index));
    return item && item->string ? item->string : "";
}
