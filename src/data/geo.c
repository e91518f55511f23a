#include "data/geo.h"
#include <math.h>
#include <proj.h>

static const char no_rd[] = "PROJ does not know EPSG:28992 (RD New); install Debian's package proj-data";

static void start_proj(rw_geo *geo) {
    PJ_CONTEXT *proj = proj_context_create();
    if (!proj) return;
    geo->proj_context = proj;
    proj_log_level(proj, PJ_LOG_NONE);
    (void)proj_context_set_enable_network(proj, 0);
    PJ *raw = proj_create_crs_to_crs(proj, "EPSG:4326", "EPSG:28992", NULL);
    geo->to_rd = raw ? proj_normalize_for_visualization(proj, raw) : NULL;
    if (raw) proj_destroy(raw);
}

rw_status rw_geo_open(rw_context *context, const rw_study *known, rw_geo *geo) {
    *geo = (rw_geo){.known = known};
    if (known) return RW_OK;
    start_proj(geo);
    if (geo->to_rd) return RW_OK;
    const bool started = geo->proj_context != NULL;
    rw_geo_close(geo);
    return started ? rw_fail(context, RW_ERROR_FILE, "%s", no_rd)
                   : rw_fail(context, RW_ERROR_MEMORY, "PROJ could not start");
}

void rw_geo_close(rw_geo *geo) {
    if (geo->to_rd) proj_destroy(geo->to_rd);
    if (geo->proj_context) proj_context_destroy(geo->proj_context);
    *geo = (rw_geo){.known = NULL};
}

/* The same point as when the study was read before: its other pair is known. */
static bool know(rw_geo *geo, rw_position *p) {
    if (!geo->known || geo->next >= rw_study_node_count(geo->known)) return false;
    const rw_position *then = rw_study_node_at(geo->known, geo->next++);
    const bool by_degrees = p->lon_deg == then->lon_deg && p->lat_deg == then->lat_deg && isnan(p->x_m);
    const bool by_metres = p->x_m == then->x_m && p->y_m == then->y_m && isnan(p->lon_deg);
    if (by_degrees || by_metres) *p = *then;
    return by_degrees || by_metres;
}

/* Wide enough for border towns and the coast, narrow enough for a swapped digit. */
static bool wgs84_in_netherlands(double lon, double lat) {
    return lon >= 3.1 && lon <= 7.4 && lat >= 50.6 && lat <= 53.8;
}

static bool rd_in_netherlands(double x, double y) {
    return x >= -10000 && x <= 300000 && y >= 285000 && y <= 640000;
}

static void transform(const rw_geo *geo, PJ_DIRECTION direction, double a, double b, double *to_a,
                      double *to_b) {
    const PJ_COORD result = proj_trans(geo->to_rd, direction, proj_coord(a, b, 0, 0));
    *to_a = result.xy.x;
    *to_b = result.xy.y;
}

const char *rw_geo_locate(rw_geo *geo, rw_position *p) {
    if (know(geo, p)) return NULL;
    const bool has_lon = !isnan(p->lon_deg), has_lat = !isnan(p->lat_deg), has_x = !isnan(p->x_m),
               has_y = !isnan(p->y_m);
    if (has_lon != has_lat) return "only one of lon and lat is filled in; a point needs both";
    if (has_x != has_y) return "only one of x_m and y_m is filled in; a point needs both";
    if (!has_lon && !has_x)
        return "the point has no coordinates; fill in lon and lat (WGS84), or x_m and y_m (RD New)";
    if (has_lon && !wgs84_in_netherlands(p->lon_deg, p->lat_deg)) {
        if (wgs84_in_netherlands(p->lat_deg, p->lon_deg))
            return "lon and lat are swapped; lon is the one between 3 and 8";
        return "the point lies far outside the Netherlands; lon is between 3.1 and 7.4, lat between 50.6 and "
               "53.8";
    }
    if (has_x && !rd_in_netherlands(p->x_m, p->y_m)) {
        if (rd_in_netherlands(p->y_m, p->x_m)) return "x_m and y_m are swapped; x_m is the one under 300000";
        if (wgs84_in_netherlands(p->x_m, p->y_m))
            return "x_m and y_m hold degrees; name the columns lon and lat";
        return "the point lies far outside the Netherlands; x_m is under 300000, y_m between 285000 and "
               "640000";
    }
    if (!geo->to_rd) start_proj(geo);
    if (!geo->to_rd) return no_rd;
    const rw_position given = *p;
    if (has_lon) transform(geo, PJ_FWD, given.lon_deg, given.lat_deg, &p->x_m, &p->y_m);
    if (!has_lon) transform(geo, PJ_INV, given.x_m, given.y_m, &p->lon_deg, &p->lat_deg);
    if (!isfinite(p->x_m) || !isfinite(p->lon_deg))
        return "the coordinates cannot be transformed; check them";
    if (has_lon && has_x && hypot(given.x_m - p->x_m, given.y_m - p->y_m) > 100)
        return "lon/lat and x_m/y_m are over 100 m apart; remove the pair that is wrong";
    return NULL;
}
