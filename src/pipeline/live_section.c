#include "pipeline/live_section.h"
#include "base/number.h"
#include <math.h>
#include <string.h>

/* -- The command --------------------------------------------------------------------------------------- */

void rw_command_word(rw_text *text, const char *word) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,=:@%+";
    rw_text_add(text, " ");
    if (word[0] && strspn(word, plain) == strlen(word)) {
        rw_text_add(text, word);
        return;
    }
    rw_text_add(text, "'");
    for (const char *c = word; *c; ++c)
        if (*c == '\'')
            rw_text_add(text, "'\\''");
        else
            rw_text_add_length(text, c, 1);
    rw_text_add(text, "'");
}

const char *rw_command_folder(const rw_study *study) {
    return study->folder[0] == '/' ? study->name : study->folder;
}

static void add_command(const rw_live_request *r, rw_text *text) {
    rw_text_addf(text, "restwarmte %s", r->words);
    for (size_t n = 0; n < r->study->override_count; ++n) {
        rw_text name;
        rw_text_start(&name, text->context);
        rw_text_add(&name, "--");
        rw_text_add(&name, r->study->overrides[n].name);
        rw_command_word(text, rw_text_string(&name));
        rw_command_word(text, r->study->overrides[n].value);
        rw_text_free(&name);
    }
}

/* -- The section --------------------------------------------------------------------------------------- */

static rw_status write_numbers(rw_context *context, const rw_live_request *r, const rw_live *live,
                               rw_arena *arena, rw_live_section *section) {
    rw_text command, text;
    rw_text_start(&command, context);
    rw_text_start(&text, context);
    add_command(r, &command);
    rw_status status = rw_live_json(context, live, rw_text_string(&command), &text);
    if (status == RW_OK) status = rw_text_status(&text);
    if (status == RW_OK && text.length > RW_LIVE_MOST_BYTES) {
        *section = (rw_live_section){RW_LIVE_TOO_LONG, NULL, (long)text.length, RW_LIVE_MOST_BYTES};
    } else if (status == RW_OK) {
        const char *json = rw_arena_copy_length(arena, rw_text_string(&text), text.length);
        *section = (rw_live_section){RW_LIVE_HERE, json, (long)text.length, RW_LIVE_MOST_BYTES};
        if (!json) status = RW_ERROR_MEMORY;
    }
    rw_text_free(&command);
    rw_text_free(&text);
    return status;
}

static void log_what(rw_context *context, const rw_live *live) {
    const rw_problem *p = &live->costs.variant.model.problem;
    int weighed = 0;
    for (int k = 0; k < p->option_count; ++k) weighed += live->use[k] == RW_LIVE_WEIGHED;
    rw_log(context, RW_LOG_INFO, "live page: %d of %d options, prices from %d positions", weighed,
           p->option_count, live->price_count);
}

rw_status rw_live_section_make(rw_context *context, const rw_live_request *r, rw_arena *arena,
                               rw_live_section *section) {
    const rw_parameters *p = &r->study->parameters;
    *section = (rw_live_section){.state = RW_LIVE_NOT_ASKED};
    if (r->study->trench_count > 0) {
        section->state = RW_LIVE_NETWORK;
        return RW_OK;
    }
    if (!isinf(p->capital_budget_eur) || !isinf(p->co2_ceiling_t_per_yr)) {
        section->state = RW_LIVE_LIMITED;
        return RW_OK;
    }
    if (r->options > RW_LIVE_MOST_OPTIONS) {
        *section = (rw_live_section){RW_LIVE_TOO_MANY_OPTIONS, NULL, r->options, RW_LIVE_MOST_OPTIONS};
        return RW_OK;
    }
    rw_live live;
    rw_status status =
        rw_live_find(context, r->study, r->asked, r->plans, r->decisions, r->side_count, &live);
    if (status == RW_OK && !live.costs.polynomial) section->state = RW_LIVE_OTHERWISE;
    if (status == RW_OK && live.costs.polynomial) {
        log_what(context, &live);
        status = write_numbers(context, r, &live, arena, section);
    }
    rw_live_free(&live);
    return status;
}
