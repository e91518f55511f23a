#include "report/assumption_words.h"
#include <string.h>

void rw_value_text(rw_text *text, rw_language language, const char *value) {
    for (const char *c = value; *c; ++c)
        rw_text_addf(text, "%c", language == RW_LANGUAGE_DUTCH && *c == '.' ? ',' : *c);
}

const char *rw_unit_word(rw_language language, const char *unit) {
    static const struct {
        const char *unit, *english, *dutch;
    } words[] = {{"-", "", ""},
                 {"share", "", ""},
                 {"word", "", ""},
                 {"C", "°C", "°C"},
                 {"yr", "yr", "jr"},
                 {"year", "year", "jaar"},
                 {"1/yr", "per yr", "per jr"},
                 {"h/yr", "h/yr", "uur/jr"},
                 {"t/yr", "t/yr", "t/jr"},
                 {"GJ/yr", "GJ/yr", "GJ/jr"},
                 {"EUR/yr", "EUR/yr", "EUR/jr"},
                 {"EUR/kW/yr", "EUR/kW/yr", "EUR/kW/jr"},
                 {"t/MWh/yr", "t/MWh per yr", "t/MWh per jr"},
                 {"EUR/connection", "EUR/connection", "EUR/aansluiting"}};
    for (size_t k = 0; k < sizeof words / sizeof *words; ++k)
        if (strcmp(unit, words[k].unit) == 0) return rw_in(language, words[k].english, words[k].dutch);
    return unit;
}
