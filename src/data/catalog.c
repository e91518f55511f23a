#include "data/catalog.h"

/* Steel pipe pairs, supply and return, per metre of trench. Inner diameters: EN 253 standard walls
 * (unverified). low: TNO EDR as published with MESIDO, read per trench; high: the same read per pipe, so
 * twice; mid: a German literature and expert survey of 2024. Loss at 70/40 in ground of 10 C: Logstor values.
 * DN25-40: low and high are 0.9 and 1.8 times mid, loss scaled from DN50 (both unverified). */
typedef struct catalog_row {
    int dn;
    double inner_diameter_mm, low_eur_per_m, mid_eur_per_m, high_eur_per_m, loss_w_per_m;
} catalog_row;

static const catalog_row rows[RW_CATALOG_PIPES] = {
    {25, 28.5, 646.2, 718, 1292.4, 13},  {32, 37.2, 686.7, 763, 1373.4, 15},
    {40, 43.1, 707.4, 786, 1414.8, 17},  {50, 54.5, 778, 880, 1556, 20},
    {65, 70.3, 822, 907, 1644, 24},      {80, 82.5, 869, 1061, 1738, 25},
    {100, 107.1, 936, 1090, 1872, 26},   {125, 132.5, 1027, 1256, 2054, 30},
    {150, 160.3, 1126, 1332, 2252, 36},  {200, 210.1, 1355, 1836, 2710, 39},
    {250, 263.0, 1631, 2036, 3262, 38},  {300, 312.7, 1962, 2183, 3924, 44},
    {350, 344.4, 2361, 2651, 4722, 42},  {400, 393.8, 2841, 2902, 5682, 45},
    {450, 444.6, 3418, 3345, 6836, 45},  {500, 495.4, 4113, 3580, 8226, 43},
    {600, 595.8, 5954, 4507, 11908, 53},
};

void rw_catalog_pipes(const rw_parameters *parameters, rw_pipe pipes[RW_CATALOG_PIPES]) {
    const double index = rw_parameters_index(parameters, 2024);
    for (int i = 0; i < RW_CATALOG_PIPES; ++i) {
        const catalog_row *row = &rows[i];
        const double price = parameters->pipe_price == RW_PIPE_PRICE_LOW   ? row->low_eur_per_m
                             : parameters->pipe_price == RW_PIPE_PRICE_MID ? row->mid_eur_per_m
                                                                           : row->high_eur_per_m;
        pipes[i] = (rw_pipe){row->dn, row->inner_diameter_mm / 1000, price * index, row->loss_w_per_m};
    }
}
