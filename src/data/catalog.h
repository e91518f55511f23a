/* The built-in pipe catalogue. */
#ifndef RW_DATA_CATALOG_H
#define RW_DATA_CATALOG_H

#include "data/study.h"

enum { RW_CATALOG_PIPES = 17 };

/** Fills RW_CATALOG_PIPES rows in the price column and price level that the parameters ask for. */
void rw_catalog_pipes(const rw_parameters *parameters, rw_pipe pipes[RW_CATALOG_PIPES]);

#endif
