/* What happens in every laid pipe of a network, from the physics. */
#ifndef RW_PLAN_NETWORK_FIGURES_H
#define RW_PLAN_NETWORK_FIGURES_H

#include "plan/plan.h"

typedef struct rw_laid_figures {
    double mw;          /* delivered through it at the peak, in the pipe, without losses */
    double carried_mw;  /* with its own loss and what later pipes lose */
    double capacity_mw; /* of the diameter */
    double loss_mw;     /* its own, at its level's temperatures */
    double fed_mw;      /* what the sources send for it */
    double mwh_per_yr;  /* through it, fully connected, while the sources deliver; losses left out */
    double speed_m_per_s, gradient_pa_per_m; /* at the peak */
    double temperature_drop_k;               /* of the supply, at the peak */
    double investment_eur;
    double cost_eur_per_yr; /* pipe, crossings, maintenance, stranding, and its losses */
    bool existing;
} rw_laid_figures;

/** A heat pump of a network: what comes out of it and what it takes, when everything runs. */
typedef struct rw_machine_figures {
    double mw, mwh_per_yr;                    /* out of it, losses of the pipes behind it included */
    double power_mwe, electricity_mwh_per_yr; /* without circulation */
    double cop;
    double investment_eur; /* its fixed part, and what is paid per MW */
} rw_machine_figures;

/** One per machine, in the arena. O(machines + connections + feeds), ways of stations included. */
RW_NODISCARD rw_status rw_machine_figures_find(const rw_terms *terms, const rw_plan *plan, rw_arena *arena,
                                               rw_machine_figures **figures);

/** One per laid pipe, in the arena. O(connections x their ways + pipes x years). */
RW_NODISCARD rw_status rw_laid_figures_find(const rw_terms *terms, const rw_plan *plan, rw_arena *arena,
                                            rw_laid_figures **figures);

/** How far the supply cools on the way of a connection, at the peak, K: from the source, or from the heat
 * pump of a junction. 0 for source water. */
double rw_way_temperature_drop_k(const rw_network *network, const rw_connection *connection,
                                 const rw_laid_figures *figures);
/** Is that more than max_temperature_drop_k? Such a way costs the plan its mark "verified". Connections that
 * deliver next to nothing do not count. */
bool rw_way_cools_too_far(const rw_terms *terms, const rw_network *network, const rw_connection *connection,
                          const rw_laid_figures *figures);

#endif
