#include "economics/heatpump.h"
#include <math.h>

static double kelvin(double celsius) {
    return celsius + 273.15;
}

/* Logarithmic mean of a stream that changes from a to b, kelvin. */
static double log_mean(double a, double b) {
    return fabs(a - b) < 1e-9 ? a : (a - b) / log(a / b);
}

/* eta T / (T - t), capped; the cap also covers a source that is warmer than the sink. */
static double capped(double eta, double hot, double cold, double cop_max) {
    return hot - cold <= eta * hot / cop_max ? cop_max : eta * hot / (hot - cold);
}

double rw_cop(const rw_heat_pump *pump, const rw_streams *s) {
    const double above = pump->approach_condenser_k, below = pump->approach_evaporator_k;
    if (pump->carnot)
        return capped(pump->eta, kelvin(s->sink_out_c + above), kelvin(s->source_out_c - below),
                      pump->cop_max);
    const double sink = log_mean(kelvin(s->sink_out_c + above), kelvin(s->sink_in_c + above));
    const double source = log_mean(kelvin(s->source_in_c - below), kelvin(s->source_out_c - below));
    return capped(pump->eta, sink, source, pump->cop_max);
}

double rw_lift_k(const rw_heat_pump *pump, const rw_streams *s) {
    return s->sink_out_c + pump->approach_condenser_k - (s->source_out_c - pump->approach_evaporator_k);
}

static bool pump_works(const rw_heat_pump *pump, const rw_streams *streams) {
    return rw_cop(pump, streams) > 1 && rw_lift_k(pump, streams) <= pump->max_lift_k;
}

static rw_upgrade direct(const rw_temperatures *t) {
    const bool possible = t->source_c - t->approach_exchanger_k >= t->supply_c &&
                          t->source_c - t->span_k - t->approach_exchanger_k >= t->return_c;
    return (rw_upgrade){.possible = possible, .carry = 1, .draw = 1, .draw_per_loss = 1};
}

static rw_upgrade pumped(const rw_temperatures *t, const rw_heat_pump *pump, bool at_source) {
    const rw_streams streams = {t->source_c, t->source_c - t->span_k, t->return_c, t->supply_c};
    rw_upgrade u = {.possible = pump_works(pump, &streams), .cop = rw_cop(pump, &streams)};
    const double source_part = 1 - 1 / u.cop;
    u.carry = at_source ? 1 : source_part;
    u.draw = source_part;
    u.draw_per_loss = at_source ? source_part : 1;
    u.power = 1 / u.cop;
    u.power_per_loss = at_source ? 1 / u.cop : 0;
    u.pumped = 1;
    u.pumped_per_loss = at_source ? 1 : 0;
    return u;
}

/* The share d of the heat passes an exchanger, from T_return to T_i - approach; the pump lifts the rest from
 * there. The stream leaves the exchanger at T_m = T_i - (d/c) dT_i, and c, the source heat per unit, depends
 * on the pump's COP between T_m and T_i - dT_i: a fixed point, which contracts fast. */
static rw_upgrade preheated(const rw_temperatures *t, const rw_heat_pump *pump) {
    rw_upgrade u = {.possible = false, .carry = 1};
    const double pinch_c = t->return_c + t->approach_exchanger_k;
    if (t->source_c <= pinch_c || t->source_c >= t->supply_c + t->approach_exchanger_k) return u;
    const double middle_c = t->source_c - t->approach_exchanger_k;
    const double d = (middle_c - t->return_c) / (t->supply_c - t->return_c);
    double c = 1;
    rw_streams streams = {0, t->source_c - t->span_k, middle_c, t->supply_c};
    for (int round = 0; round < 200; ++round) {
        streams.source_in_c = t->source_c - d / c * t->span_k;
        const double next = d + (1 - d) * (1 - 1 / rw_cop(pump, &streams));
        const double change = fabs(next - c);
        c = next;
        if (change < 1e-15) break;
    }
    u.cop = rw_cop(pump, &streams);
    u.possible = streams.source_in_c >= pinch_c && pump_works(pump, &streams);
    u.draw = u.draw_per_loss = c;
    u.power = u.power_per_loss = (1 - d) / u.cop;
    u.pumped = u.pumped_per_loss = 1 - d;
    return u;
}

rw_upgrade rw_upgrade_for(rw_mode mode, const rw_temperatures *t, const rw_heat_pump *pump) {
    if (mode >= RW_PAIR_MODE_COUNT) return (rw_upgrade){.possible = false};
    rw_upgrade u = mode == RW_MODE_DIRECT    ? direct(t)
                   : mode == RW_MODE_PREHEAT ? preheated(t, pump)
                                             : pumped(t, pump, mode == RW_MODE_SOURCE_PUMP);
    const bool source_water = mode == RW_MODE_DEMAND_PUMP;
    u.pipe_supply_c = source_water ? t->source_c : t->supply_c;
    u.pipe_return_c = source_water ? t->source_c - t->span_k : t->return_c;
    return u;
}
