/* Pipes: how much heat a diameter carries, loses and costs to pump (MODEL 4). */
#ifndef RW_ECONOMICS_PIPE_H
#define RW_ECONOMICS_PIPE_H

/* Water at about 60 C. */
#define RW_WATER_KG_PER_M3          985.0
#define RW_WATER_J_PER_KG_K         4180.0
#define RW_WATER_VISCOSITY_M2_PER_S 0.45e-6

/** Flow at the design pressure gradient, or at the highest speed where that comes first. */
typedef struct rw_pipe_flow {
    double speed_m_per_s;
    double gradient_pa_per_m; /* at that speed */
} rw_pipe_flow;

/** Darcy-Weisbach with Haaland's friction factor (Haaland 1983). */
rw_pipe_flow rw_pipe_design_flow(double inner_diameter_m, double roughness_m, double design_gradient_pa_per_m,
                                 double max_speed_m_per_s);

/** Fall of pressure at a speed, Pa per metre of pipe (Darcy-Weisbach, Haaland); 0 for water that stands. */
double rw_pipe_gradient(double inner_diameter_m, double roughness_m, double speed_m_per_s);

/** rho cp v (pi/4) d^2 dT, MW. */
double rw_pipe_capacity_mw(double inner_diameter_m, double speed_m_per_s, double delta_t_k);

/** Loss of supply and return together, MW: the table's W/m at 70/40 in ground of 10 C, scaled by
 * (T_s + T_r - 2 T_g)/90; 0 where the ground is warmer than the pipe. */
double rw_pipe_loss_mw(double loss_w_per_m, double length_m, double supply_c, double return_c,
                       double ground_c);

/** Electricity for circulation per heat carried, MWh_e/MWh: 2 L R / (eta rho cp dT). */
double rw_pipe_pumping_share(double length_m, double gradient_pa_per_m, double efficiency_share,
                             double delta_t_k);

#endif
