/* The network of plan.json. */
#ifndef RW_REPORT_NETWORK_FILE_H
#define RW_REPORT_NETWORK_FILE_H

#include "plan/network.h"
#include "report/json.h"

/** "supply" or "water". */
const char *rw_level_name(rw_level level);

/** Adds "network" to the root. */
void rw_network_json(rw_json *json, const rw_study *study, const rw_network *network);
/** Adds "life" and "way" to a connection. */
void rw_way_json(rw_json *json, rw_json_value *item, const rw_way *way);

/** Reads it back, into the arena; what is wrong becomes a finding. */
RW_NODISCARD rw_status rw_network_read(rw_arena *arena, const char *path, const rw_json_value *object,
                                       const rw_study *study, const rw_network **network);
/** Life and way of a connection; `good` is false when they name what the network does not have. */
RW_NODISCARD rw_status rw_way_read(rw_arena *arena, const rw_json_value *item, const rw_network *network,
                                   rw_way *way, bool *good);

#endif
