/* The coefficient of performance of a heat pump, and the ways to lift a source to a network (MODEL 4). */
#ifndef RW_ECONOMICS_HEATPUMP_H
#define RW_ECONOMICS_HEATPUMP_H

#include <stdbool.h>

/** Two streams in degrees Celsius. The source is cooled from source_in to source_out, the sink heated from
 * sink_in to sink_out. */
typedef struct rw_streams {
    double source_in_c, source_out_c, sink_in_c, sink_out_c;
} rw_streams;

typedef struct rw_heat_pump {
    bool carnot; /* false: Lorentz, from mean temperatures */
    double eta;  /* second-law efficiency of that form; the two forms' etas are not interchangeable */
    double approach_condenser_k, approach_evaporator_k;
    double cop_max, max_lift_k;
} rw_heat_pump;

/** COP of the pump between the streams, at most cop_max.
 * Lorentz: eta Tm_sink / (Tm_sink - Tm_source) with logarithmic means in kelvin, approaches included (Jensen
 * 2018 for ammonia). Carnot: eta Tc / (Tc - Te) with the extremes (CE Delft 2019). */
double rw_cop(const rw_heat_pump *pump, const rw_streams *streams);

/** Temperature between evaporator and condenser at their extremes, K. */
double rw_lift_k(const rw_heat_pump *pump, const rw_streams *streams);

typedef enum rw_mode {
    RW_MODE_DIRECT,       /* a heat exchanger is enough */
    RW_MODE_SOURCE_PUMP,  /* heat pump at the source, hot pipe */
    RW_MODE_PREHEAT,      /* exchanger first, then a pump at the source */
    RW_MODE_DEMAND_PUMP,  /* source water in the pipe, pump at the demand */
    RW_MODE_STATION_PUMP, /* of networks only: source water to a pump at a junction, hot pipe from there */
    RW_MODE_COUNT,
    RW_PAIR_MODE_COUNT =
        RW_MODE_STATION_PUMP /* the modes of a source and a demand with a pipe of their own */
} rw_mode;

/** What a mode does to each MW delivered to the network (x), and to each MW lost from the pipe. */
typedef struct rw_upgrade {
    bool possible;
    double cop;                     /* 0 in direct mode */
    double carry;                   /* MW in the pipe per MW of x */
    double draw, draw_per_loss;     /* MW of source heat per MW of x, per MW lost */
    double power, power_per_loss;   /* MWe of the heat pump, likewise */
    double pumped, pumped_per_loss; /* MW out of the heat pump, likewise */
    double pipe_supply_c, pipe_return_c;
} rw_upgrade;

/** Temperatures of source i and demand j. */
typedef struct rw_temperatures {
    double source_c, span_k;   /* T_i, dT_i: cooled from T_i to T_i - dT_i */
    double supply_c, return_c; /* of the network */
    double approach_exchanger_k;
} rw_temperatures;

/** The table of MODEL 4, for a mode of pairs. `possible` is false where physics or max_lift forbid the mode.
 */
rw_upgrade rw_upgrade_for(rw_mode mode, const rw_temperatures *temperatures, const rw_heat_pump *pump);

#endif
