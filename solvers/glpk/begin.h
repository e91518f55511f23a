/* Beginning a search at the plan that the caller knows. */
#ifndef RW_SOLVERS_GLPK_BEGIN_H
#define RW_SOLVERS_GLPK_BEGIN_H

#include "common/search.h"

/** Offers the plan of the search's task, with the best flows for it, if there is one and it keeps every row.
 * A forced arc that it leaves out gets the option that `relaxed` (by arc, -1 = none; may be NULL) says. */
RW_NODISCARD rw_status rw_glpk_begin(rw_search *search, rw_result *scratch, const int *relaxed);

#endif
