/* The live certificate as reports carry it: numbers for pages/live.js, or why there are none. */
#ifndef RW_REPORT_LIVE_SECTION_H
#define RW_REPORT_LIVE_SECTION_H

/** What stands in a page. */
typedef enum rw_live_state {
    RW_LIVE_NOT_ASKED, /* nothing is said */
    RW_LIVE_HERE,
    RW_LIVE_TOO_MANY_OPTIONS,
    RW_LIVE_TOO_LONG,  /* in bytes */
    RW_LIVE_LIMITED,   /* budget or CO2 ceiling: rows whose coefficients move with prices */
    RW_LIVE_NETWORK,   /* trenches: the bound of a network is not one that a page can work out */
    RW_LIVE_OTHERWISE, /* some cost does not follow the sliders as the page would have it */
} rw_live_state;

typedef struct rw_live_section {
    rw_live_state state;
    const char *json;   /* when it is here; owned by an arena of the pipeline */
    long size, largest; /* what was too large, and what would do: options or bytes */
} rw_live_section;

#endif
