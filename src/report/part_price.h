/* What one source or demand costs at the margin, and what it shares. */
#ifndef RW_REPORT_PART_PRICE_H
#define RW_REPORT_PART_PRICE_H

#include "report/part_explanation.h"

/** By the plans found, from the difference of the plan with it and the plan without. NaN where there is no
 * such figure. */
typedef struct rw_part_price {
    double break_even_eur; /* present value of what it wins or misses, positive */
    double break_even_eur_per_gj, break_even_eur_per_weq;
    /* Of all heat of a demand. */
    double marginal_eur_per_gj;  /* what serving it adds to the cost of the plan without it, but for itself */
    double average_eur_per_gj;   /* with shared pipes by heat delivered: a convention */
    double reference_eur_per_gj; /* when nothing is coupled */
} rw_part_price;
rw_part_price rw_part_price_of(const rw_part_explanation *explanation);

/** Of the heat that goes through a laid pipe of the plan with it, what goes to this connection. */
double rw_part_share_of_heat(const rw_part_explanation *explanation, const rw_connection *connection,
                             int laid);

typedef struct rw_way_shared {
    double length_m, shared_m; /* shared: pipes through which heat of other demands comes too */
} rw_way_shared;
rw_way_shared rw_part_way_shared(const rw_part_explanation *explanation, const rw_connection *connection);

#endif
