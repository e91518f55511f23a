/* Does the right apply, and is the request worth it? A checklist by article, not legal advice. */
#include "base/number.h"
#include "report/memo.h"
#include <string.h>

/* -- Checklist ----------------------------------------------------------------------------------------- */

static void add(rw_checklist *list, const char *name, const char *article, rw_check verdict, bool blocks,
                const char *basis, const char *english, const char *dutch) {
    list->item[list->count++] = (rw_check_item){name, article, verdict, blocks, english, dutch, basis};
}

static void check_requester(const rw_memo *m, rw_checklist *list) {
    if (m->request->requester == RW_REQUESTER_HEAT_COMPANY)
        add(list, "requester", "Wcw 6.2(1)", RW_CHECK_YES, true, "--requester",
            "The request comes from a heat company.", "Het verzoek komt van een warmtebedrijf.");
    else
        add(list, "requester", "Wcw 6.2(1)", RW_CHECK_NO, true, "--requester",
            "Only a heat company may request; a municipality designates and plans.",
            "Alleen een warmtebedrijf kan een verzoek doen; een gemeente wijst aan en plant.");
}

static void check_source(const rw_memo *m, rw_checklist *list) {
    const rw_source *s = &m->study->sources[m->source];
    if (s->heat_mw <= 0)
        add(list, "unused_heat", "Wcw 6.1, 6.2", RW_CHECK_NO, true, "sources.csv: heat_mw, already_used_mw",
            "No heat goes unused to air or water.", "Er gaat geen warmte ongebruikt naar lucht of water.");
    else if (s->already_used_mw > 0)
        add(list, "unused_heat", "Wcw 6.1, 6.2", RW_CHECK_ATTENTION, true, "sources.csv: already_used_mw",
            "Part of the heat is used already and lies outside the right; only the rest is counted here.",
            "Een deel van de warmte wordt al gebruikt en valt buiten het recht; alleen de rest telt hier "
            "mee.");
    else
        add(list, "unused_heat", "Wcw 6.1, 6.2", RW_CHECK_YES, true, "sources.csv: heat_mw, already_used_mw",
            "The heat goes unused to air or water.", "De warmte gaat ongebruikt naar lucht of water.");
    if (m->unused)
        add(list, "offtake", "Wcw 6.2(1)", RW_CHECK_ATTENTION, true, "demands.csv, trenches.csv",
            "No plan found takes its heat from the transfer station, though its coupling were paid; whether "
            "it "
            "could be taken is not shown here.",
            "Geen gevonden plan neemt zijn warmte vanaf het overdrachtstation af, ook niet met betaalde "
            "uitkoppeling; of dat zou kunnen blijkt hier niet.");
    else if (m->with.solved)
        add(list, "offtake", "Wcw 6.2(1)", RW_CHECK_YES, true, "demands.csv, routes.csv",
            "Offtake and transport from the transfer station are possible: see the connections below.",
            "Afname en transport vanaf het overdrachtstation zijn mogelijk: zie de verbindingen hieronder.");
    else
        add(list, "offtake", "Wcw 6.2(1)", RW_CHECK_NO, true, "demands.csv, routes.csv",
            "No plan in this study can take the heat from the transfer station.",
            "Geen plan in deze studie kan de warmte vanaf het overdrachtstation afnemen.");
}

static void check_permission(const rw_memo *m, rw_checklist *list) {
    static const rw_check verdict[] = {RW_CHECK_YES, RW_CHECK_ATTENTION, RW_CHECK_NO, RW_CHECK_UNKNOWN};
    static const char *const english[] = {
        "The permissions that are needed are granted.",
        "A permission that is needed has been asked for; if it is refused, art. 6.2 does not apply.",
        "A permission that is needed is refused: art. 6.2 does not apply.",
        "Not stated whether permissions are needed or refused; a refusal takes the right away."};
    static const char *const dutch[] = {
        "De benodigde vergunningen zijn verleend.",
        "Een benodigde vergunning is aangevraagd; wordt zij geweigerd, dan geldt art. 6.2 niet.",
        "Een benodigde vergunning is geweigerd: art. 6.2 geldt niet.",
        "Niet opgegeven of vergunningen nodig of geweigerd zijn; een weigering neemt het recht weg."};
    const rw_source *s = &m->study->sources[m->source];
    add(list, "permission", "Wcw 6.2(5)", verdict[s->permission], true, "sources.csv: permission",
        english[s->permission], dutch[s->permission]);
    static const rw_check contract[] = {RW_CHECK_NO, RW_CHECK_YES, RW_CHECK_UNKNOWN};
    static const char *const contract_english[] = {
        "There is a contract for this heat: art. 6.2 does not apply to existing contracts.",
        "There is no contract for this heat yet.", "Not stated whether there is a contract already."};
    static const char *const contract_dutch[] = {
        "Er is een contract voor deze warmte: art. 6.2 geldt niet voor bestaande contracten.",
        "Er is nog geen contract voor deze warmte.", "Niet opgegeven of er al een contract is."};
    add(list, "existing_contract", "Wcw 13.15", contract[s->existing_contract], true,
        "sources.csv: existing_contract", contract_english[s->existing_contract],
        contract_dutch[s->existing_contract]);
}

static void check_force(const rw_memo *m, rw_checklist *list) {
    const rw_parameters *p = &m->study->parameters;
    if (p->base_year + 1 >= p->wcw_chapter6_from_yr)
        add(list, "in_force", "Wcw 13.32", RW_CHECK_ATTENTION, false, "wcw_chapter6_from_yr",
            "Chapter 6 is taken to be in force in the first year; a royal decree decides, its date is not "
            "known here.",
            "Aangenomen is dat hoofdstuk 6 in het eerste jaar geldt; een koninklijk besluit bepaalt dat, de "
            "datum is hier niet bekend.");
    else
        add(list, "in_force", "Wcw 13.32", RW_CHECK_NO, true, "wcw_chapter6_from_yr",
            "Chapter 6 is taken not to be in force yet in the first year of this study.",
            "Aangenomen is dat hoofdstuk 6 in het eerste jaar van deze studie nog niet geldt.");
    if (m->study->sources[m->source].heat_price_eur_per_mwh > 0)
        add(list, "price", "Wcw 6.2", RW_CHECK_ATTENTION, false, "sources.csv: heat_price_eur_per_gj",
            "The study pays for the heat itself. Under art. 6.2 only a, b and c may be charged: this is a "
            "negotiated price.",
            "De studie betaalt voor de warmte zelf. Onder art. 6.2 mogen alleen a, b en c worden berekend: "
            "dit is "
            "een onderhandelde prijs.");
    else
        add(list, "price", "Wcw 6.2", RW_CHECK_YES, false, "sources.csv: heat_price_eur_per_gj",
            "The heat itself is free; only a (installation), b (up to the transfer station) and c (yearly "
            "cost) "
            "are charged.",
            "De warmte zelf is gratis; alleen a (installatie), b (tot het overdrachtstation) en c "
            "(jaarlijkse "
            "kosten) worden berekend.");
    add(list, "duration", "Wcw 6.2(4)", RW_CHECK_ATTENTION, false, "sources.csv: commitment_yr",
        "The law sets no minimum delivery period: the years in this memo must be agreed.",
        "De wet kent geen minimale leveringsduur: de jaren in deze notitie moeten worden afgesproken.");
    add(list, "stranded_cost", "Wcw 6.2(4)", RW_CHECK_ATTENTION, false, "sources.csv: commitment_yr",
        "The law has no rule for what is stranded when the datacenter stops: who carries it must be agreed.",
        "De wet regelt niet wie betaalt wat strandt als het datacenter stopt: dat moet worden afgesproken.");
}

/* Duties of the datacenter that bear on the request, whether or not there is a right. */
static void check_duties(const rw_memo *m, rw_checklist *list) {
    const double report_mw = 0.5, use_mw = 1, province_mw = 50, control_mw = 20, payback_yr = 5;
    const rw_source *s = &m->study->sources[m->source];
    const double input_mw = s->energy_mwh_per_yr / RW_HOURS_PER_YEAR;
    const char *basis = "sources.csv: it_power_kw, eit_kwh, edc_kwh";
    add(list, "reporting", "EED 12, (EU) 2024/1364",
        s->it_power_mw >= report_mw ? RW_CHECK_YES : RW_CHECK_UNKNOWN, false, basis,
        "From 500 kW of installed IT power the datacenter reports each year, waste heat included.",
        "Vanaf 500 kW opgesteld IT-vermogen rapporteert het datacenter jaarlijks, ook over restwarmte.");
    add(list, "duty_to_use", "EED 26(6)", input_mw > use_mw ? RW_CHECK_YES : RW_CHECK_UNKNOWN, false, basis,
        "Above 1 MW of energy input the datacenter must use its waste heat unless it shows that this is not "
        "feasible.",
        "Boven 1 MW energietoevoer moet het datacenter zijn restwarmte benutten, tenzij het aantoont dat dat "
        "niet "
        "kan.");
    add(list, "province", "Datacenterstrategie NH 3.2.1",
        input_mw > province_mw ? RW_CHECK_YES : RW_CHECK_NOT_HERE, false, basis,
        "Above 50 MW the province is the competent authority.", "Boven 50 MW is de provincie bevoegd gezag.");
    if (s->heat_mw > control_mw)
        add(list, "change_of_control", "Wcw 6.14", RW_CHECK_ATTENTION, false, "sources.csv: heat_mw",
            "A producer above 20 MW must notify a change of control.",
            "Een producent boven 20 MW moet een wijziging van zeggenschap melden.");
    if (m->with.indicators) {
        const double years = m->with.indicators->sources[m->source].payback_yr;
        add(list, "energy_saving", "Energiebesparingsplicht",
            years <= payback_yr ? RW_CHECK_YES : RW_CHECK_NOT_HERE, false,
            "avoided_cooling_share, coupling_a_eur_per_kw",
            "Measures that pay back within 5 years are compulsory; see the payback under policy figures.",
            "Maatregelen met een terugverdientijd tot 5 jaar zijn verplicht; zie de terugverdientijd bij de "
            "beleidscijfers.");
    }
    static const rw_check proof[] = {RW_CHECK_NOT_HERE, RW_CHECK_YES, RW_CHECK_UNKNOWN};
    add(list, "proof_of_use", "Datacenterstrategie NH 2.2", proof[s->inside_cluster], false,
        "sources.csv: inside_cluster",
        "A datacenter outside the clusters must prove that enough of its heat is actually used; the used "
        "share per "
        "month is under policy figures.",
        "Een datacenter buiten de clusters moet bewijzen dat zijn warmte in voldoende mate daadwerkelijk "
        "wordt "
        "benut; de benutting per maand staat bij de beleidscijfers.");
}

/* -- What must still be asked -------------------------------------------------------------------------- */

static void ask(rw_checklist *list, const char *article, const char *english, const char *dutch) {
    list->missing[list->missing_count++] = (rw_question){article, english, dutch};
}

#define GIVEN(column) rw_source_given(s, RW_COLUMN_sources_##column)

static void ask_missing(const rw_memo *m, rw_checklist *list) {
    const rw_source *s = &m->study->sources[m->source];
    if (!GIVEN(heat_mw))
        ask(list, "Wcw 6.1(a)", "How much heat can be delivered now, in MW, after what is used already?",
            "Hoeveel warmte kan nu worden geleverd, in MW, na aftrek van wat al wordt gebruikt?");
    ask(list, "Wcw 6.1(a)",
        "What capacity is expected in each of the next ten years, and with what certainty?",
        "Welke capaciteit wordt in elk van de komende tien jaar verwacht, en met welke zekerheid?");
    if (!GIVEN(temperature_c))
        ask(list, "Wcw 6.1(b)", "At what temperature does the heat come, over the year (TWH)?",
            "Op welke temperatuur komt de warmte vrij, over het jaar (TWH)?");
    if (!GIVEN(cooling_span_k))
        ask(list, "Wcw 6.1(b)", "How far may the stream be cooled, and to what return temperature?",
            "Hoe ver mag de stroom worden afgekoeld, en tot welke retourtemperatuur?");
    if (!GIVEN(availability_share))
        ask(list, "Wcw 6.1(b)", "In what part of the year is the heat available, and when is maintenance?",
            "Welk deel van het jaar is de warmte beschikbaar, en wanneer is er onderhoud?");
    if (!GIVEN(commitment_yr))
        ask(list, "Wcw 6.1(c)",
            "For how many years will the heat be available, and what happens to it after?",
            "Hoeveel jaar is de warmte beschikbaar, en wat gebeurt er daarna?");
    if (!GIVEN(available_from_yr))
        ask(list, "Wcw 6.1(c)", "From what date can the heat be delivered?",
            "Vanaf welke datum kan de warmte worden geleverd?");
    if (!GIVEN(prepared))
        ask(list, "Wcw 6.2 a", "Is the installation prepared for delivering heat?",
            "Is de installatie voorbereid op het leveren van warmte?");
    if (!GIVEN(coupling_a_eur_per_kw) && !GIVEN(coupling_a_fixed_eur))
        ask(list, "Wcw 6.2 a", "What does changing the installation cost, with what specification?",
            "Wat kost het aanpassen van de installatie, met welke specificatie?");
    if (!GIVEN(coupling_b_eur_per_kw) && !GIVEN(coupling_b_fixed_eur))
        ask(list, "Wcw 6.2 b", "What do pipe and equipment up to the transfer station cost?",
            "Wat kosten leiding en installatie tot het overdrachtstation?");
    if (!GIVEN(coupling_om_per_yr))
        ask(list, "Wcw 6.2 c", "What are the yearly costs of both?",
            "Wat zijn de jaarlijkse kosten van beide?");
    if (s->permission == RW_PERMISSION_UNKNOWN)
        ask(list, "Wcw 6.2(5)", "Which permissions are needed, and in what state are they?",
            "Welke vergunningen zijn nodig, en wat is hun stand?");
}

static void fill_checklist(rw_memo *m) {
    rw_checklist *list = &m->checklist;
    list->count = list->missing_count = 0;
    check_requester(m, list);
    check_source(m, list);
    check_permission(m, list);
    check_force(m, list);
    check_duties(m, list);
    ask_missing(m, list);
    list->right = true;
    for (int k = 0; k < list->count; ++k)
        if (list->item[k].blocks && list->item[k].verdict == RW_CHECK_NO) list->right = false;
}

/* -- Verdict ------------------------------------------------------------------------------------------- */

const char *rw_memo_verdict_name(rw_memo_verdict verdict) {
    static const char *const names[] = {"worth", "conditional", "not_worth", "undecided"};
    return names[verdict];
}

bool rw_swing_turns(const rw_memo *m, const rw_swing *s, int end) {
    if (!s->solved[end] || m->sign == RW_SIGN_UNDECIDED) return false;
    const rw_sign there = rw_interval_leaning(s->worth[end]);
    return there != RW_SIGN_UNDECIDED && there != m->sign;
}

/* A source that does not pay may do so on terms that the two parties can agree on: a longer commitment, a
 * renewal, a cheaper coupling. Energy prices are not theirs to agree on. */
static bool parties_can_turn(const rw_memo *m) {
    for (int k = 0; k < m->term_count; ++k)
        if (rw_interval_leaning(m->terms_weighed[k].worth) == RW_SIGN_POSITIVE) return true;
    for (int k = 0; k < m->swing_count; ++k)
        if (strcmp(rw_parameter_group_of(m->swings[k].parameter)->name, "source") == 0 &&
            (rw_swing_turns(m, &m->swings[k], 0) || rw_swing_turns(m, &m->swings[k], 1)))
            return true;
    return false;
}

static bool anything_turns(const rw_memo *m) {
    for (int k = 0; k < m->swing_count; ++k)
        if (rw_swing_turns(m, &m->swings[k], 0) || rw_swing_turns(m, &m->swings[k], 1)) return true;
    return false;
}

bool rw_memo_is_impossible(const rw_memo *m) {
    return !m->with.solved && isinf(m->with.bound_eur_per_yr) && m->with.bound_eur_per_yr > 0;
}

void rw_memo_judge(rw_memo *m) {
    fill_checklist(m);
    m->sign = rw_interval_leaning(m->worth);
    m->proven = rw_interval_sign(m->worth) != RW_SIGN_UNDECIDED;
    if (!m->with.solved) {
        m->verdict = rw_memo_is_impossible(m) ? RW_MEMO_NOT_WORTH : RW_MEMO_UNDECIDED;
        return;
    }
    if (!m->checklist.right)
        m->verdict = RW_MEMO_NOT_WORTH;
    else if (m->sign == RW_SIGN_UNDECIDED)
        m->verdict = RW_MEMO_UNDECIDED;
    else if (m->sign == RW_SIGN_POSITIVE)
        m->verdict = anything_turns(m) ? RW_MEMO_CONDITIONAL : RW_MEMO_WORTH;
    else
        m->verdict = parties_can_turn(m) ? RW_MEMO_CONDITIONAL : RW_MEMO_NOT_WORTH;
}
