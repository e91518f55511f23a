#include "economics/pipe.h"
#include <math.h>

static const double pi = 3.14159265358979323846;

static double haaland_friction(double speed, double diameter, double roughness) {
    const double reynolds = speed * diameter / RW_WATER_VISCOSITY_M2_PER_S;
    const double root = -1.8 * log10(pow(roughness / diameter / 3.7, 1.11) + 6.9 / reynolds);
    return 1 / (root * root);
}

double rw_pipe_gradient(double diameter, double roughness, double speed) {
    if (speed <= 0) return 0;
    return haaland_friction(speed, diameter, roughness) / diameter * RW_WATER_KG_PER_M3 * speed * speed / 2;
}

rw_pipe_flow rw_pipe_design_flow(double diameter, double roughness, double design_gradient,
                                 double max_speed) {
    rw_pipe_flow flow = {max_speed, 0};
    if (rw_pipe_gradient(diameter, roughness, max_speed) > design_gradient) {
        /* Friction hardly depends on speed, so v = sqrt(2 R d / (f rho)) settles in a few rounds. */
        double speed = 1;
        for (int round = 0; round < 60; ++round)
            speed = sqrt(2 * design_gradient * diameter /
                         (haaland_friction(speed, diameter, roughness) * RW_WATER_KG_PER_M3));
        flow.speed_m_per_s = speed;
    }
    flow.gradient_pa_per_m = rw_pipe_gradient(diameter, roughness, flow.speed_m_per_s);
    return flow;
}

double rw_pipe_capacity_mw(double diameter, double speed, double delta_t) {
    return RW_WATER_KG_PER_M3 * RW_WATER_J_PER_KG_K * speed * pi / 4 * diameter * diameter * delta_t / 1e6;
}

double rw_pipe_loss_mw(double loss_w_per_m, double length_m, double supply, double back, double ground) {
    return fmax(0, loss_w_per_m * (supply + back - 2 * ground) / 90) * length_m / 1e6;
}

double rw_pipe_pumping_share(double length_m, double gradient_pa_per_m, double efficiency, double delta_t) {
    return 2 * length_m * gradient_pa_per_m /
           (efficiency * RW_WATER_KG_PER_M3 * RW_WATER_J_PER_KG_K * delta_t);
}
