/* The live certificate: prices the plans again and proves a lower bound again, at every position of the sliders.
 * The bound is the Lagrangian of solvers/common (demand_whole.c, option_worth.c) at stored prices; any prices prove
 * one at any costs. Money in EUR/yr; costs are stored in thousandths, by part. */
(function () {
  'use strict';

  /* -- Costs at a position: { value: [..], commitment: index } -- */

  function weightsAt(live, at) {
    var moved = live.sliders.map(function (s, n) { return (at.value[n] - s.today) / (s.far - s.today); });
    return live.parts.map(function (part) {
      return part.reduce(function (product, n) { return product * moved[n]; }, 1);
    });
  }

  function cost(weights, row, first) {
    var sum = 0;
    for (var k = first || 0, n = 0; k < row.length; ++k, ++n) sum += weights[n] * row[k];
    return sum / 1000;
  }

  /* Unit costs of a record by band: each part is one number, what does not and does grow with hours, or a list. */
  function unitCosts(weights, record, bands) {
    return bands.map(function (band, b) {
      var sum = 0;
      for (var k = 3; k < record.length; ++k) {
        var part = record[k];
        if (part === 0) continue;
        sum += weights[k - 3] * (typeof part === 'number' ? part : part.length === 2 ? part[0] + part[1] * band[1] : part[b]);
      }
      return sum / 1000;
    });
  }

  /* The problem at a position. */
  function problemAt(live, at) {
    var weights = weightsAt(live, at), asked = live.sides[0].source, next = 0;
    var later = at.commitment > 0 ? live.later[at.commitment - 1] : null;
    var made = [];
    var unit = function (index, bands) {
      if (!made[index]) made[index] = unitCosts(weights, live.units[index], bands);
      return made[index];
    };
    var problem = {
      places: live.places,
      sources: live.sources.map(function (s, i) {
        return { capacity: s[0], usedShare: s[1], availability: s[2], arcs: [], open: cost(weights, later && i === asked ? later.open : s[3]) };
      }),
      demands: live.demands.map(function (d) {
        return {
          must: d.must, min: d.min, most: d.arcs, place: d.place, power: d.power, arcs: [],
          connect: cost(weights, d.connect), skip: cost(weights, d.skip), width: d.bands.map(function (b) { return b[0]; }),
          hours: d.bands.map(function (b) { return b[1]; }), backup: d.bands.map(function (b) { return cost(weights, b[2]); })
        };
      })
    };
    problem.arcs = live.arcs.map(function (arc, a) {
      var bands = live.demands[arc[1]].bands;
      var options = arc.slice(3).map(function (o) {
        var other = later && arc[0] === asked ? later.options[next++] : null, record = other ? other[0] : o[0];
        return {
          unit: unit(record, bands), draw: live.units[record][0], power: live.units[record][1], place: live.units[record][2],
          room: o[1], draw0: o[2], power0: o[3], fixed: other ? cost(weights, other, 1) : cost(weights, o, 4)
        };
      });
      problem.sources[arc[0]].arcs.push(a);
      problem.demands[arc[1]].arcs.push(a);
      return { source: arc[0], demand: arc[1], forced: arc[2] !== 0, options: options };
    });
    return problem;
  }

  /* -- Filling the bands: by margin, best first, as far as the pipe goes -- */

  function fill(margin, width, room, flow) {
    var bands = margin.length, gain = 0, wanted = 0, b;
    for (b = 0; b < bands; ++b) {
      flow[b] = margin[b] > 0 ? width[b] : 0;
      gain += margin[b] * flow[b];
      wanted += flow[b];
    }
    if (wanted <= room) return gain;
    var order = [];
    for (b = 0; b < bands; ++b) if (margin[b] > 0) order.push(b);
    order.sort(function (x, y) { return margin[y] - margin[x]; });
    gain = 0;
    order.forEach(function (band) {
      flow[band] = Math.min(width[band], room);
      room -= flow[band];
      gain += margin[band] * flow[band];
    });
    return gain;
  }

  function fillAt(t, margin, room, bonus) {
    var raised = margin.map(function (m, b) { return bonus === Infinity ? t.mwh[b] : m + bonus * t.mwh[b]; });
    var filling = { flow: [], gain: 0, mwh: 0 };
    fill(raised, t.width, room, filling.flow);
    margin.forEach(function (m, b) {
      filling.gain += m * filling.flow[b];
      filling.mwh += t.mwh[b] * filling.flow[b];
    });
    return filling;
  }

  /* The best filling that brings at least `min` MWh: between one that brings too little and one that brings enough,
   * the bonus per MWh at which both are worth the same finds a better one or proves that their mixture is best. */
  function fillTo(t, margin, room, min) {
    var little = fillAt(t, margin, room, 0);
    if (little.mwh >= min) return little.gain;
    var enough = fillAt(t, margin, room, Infinity);
    if (enough.mwh < min) return -Infinity;
    for (var step = 0; step < 64; ++step) {
      var bonus = (little.gain - enough.gain) / (enough.mwh - little.mwh);
      var middle = fillAt(t, margin, room, Math.max(0, bonus));
      var line = little.gain + bonus * little.mwh;
      if (middle.gain + bonus * middle.mwh <= line + 1e-12 * Math.abs(line)) break;
      if (middle.mwh < min) little = middle; else enough = middle;
    }
    var part = (min - little.mwh) / (enough.mwh - little.mwh);
    return part * enough.gain + (1 - part) * little.gain;
  }

  /* -- The bound -- */

  /* Prices in their ranges: demand prices at most the backup's cost, all others at least 0. */
  function pricesOf(problem, stored) {
    var next = 0, positive = function (list) { return list.map(function (v) { return Math.max(0, v); }); };
    return {
      demand: problem.demands.map(function (d) {
        return d.backup.map(function (most) { return Math.min(stored.demand[next++], most); });
      }),
      source: positive(stored.source), used: positive(stored.used), link: positive(stored.link),
      share: positive(stored.share), arcs: positive(stored.arcs), power: positive(stored.power)
    };
  }

  /* What an arc gains at most, its options at these worths of a MW; `min`: it brings so many MWh by itself. */
  function bestGain(problem, price, arc, a, worth, min, byPrice) {
    var d = problem.demands[arc.demand], s = problem.sources[arc.source], best = -Infinity;
    var draw = price.source[arc.source] - price.used[arc.source];
    var building = price.link[a] + (byPrice && d.most >= 0 ? price.arcs[arc.demand] : 0);
    var t = { width: d.width, mwh: d.hours.map(function (h) { return s.availability * h; }) };
    var margin = new Array(worth.length), flow = new Array(worth.length);
    arc.options.forEach(function (o) {
      var perMw = draw * o.draw + (o.place >= 0 ? price.power[o.place] * o.power : 0);
      for (var b = 0; b < worth.length; ++b) margin[b] = worth[b] - o.unit[b] - perMw;
      var gain = min > 0 ? fillTo(t, margin, o.room, min) : fill(margin, d.width, o.room, flow);
      gain -= o.fixed + draw * o.draw0 + (o.place >= 0 ? price.power[o.place] * o.power0 : 0) + building;
      if (gain > best) best = gain;
    });
    return best;
  }

  /* Serving a demand through several arcs, by price: at least two, whether they pay or not. */
  function costOfSeveral(problem, price, d, j, closed) {
    var sum = d.connect + price.share[j] * d.min - (d.most >= 0 ? price.arcs[j] * d.most : 0), arcs = 0, forced = 0, losses = [];
    if (d.place >= 0) sum += price.power[d.place] * d.power;
    d.width.forEach(function (w, b) { sum += price.demand[j][b] * w; });
    d.arcs.forEach(function (a) {
      var arc = problem.arcs[a];
      if (closed(arc)) {
        if (arc.forced) sum = Infinity;
        return;
      }
      var availability = problem.sources[arc.source].availability;
      var worth = price.demand[j].map(function (v, b) { return v + price.share[j] * availability * d.hours[b]; });
      var loss = -bestGain(problem, price, arc, a, worth, 0, true);
      ++arcs;
      if (arc.forced) {
        ++forced;
        sum += loss;
      } else {
        losses.push(loss);
        sum += Math.min(0, loss);
      }
    });
    if (arcs < 2 || (d.most >= 0 && d.most < 2)) return Infinity;
    losses.sort(function (x, y) { return x - y; });
    losses.slice(0, Math.max(0, 2 - forced)).forEach(function (loss) { sum += Math.max(0, loss); });
    return sum;
  }

  /* A demand as a whole: skipped, left to its backup, one arc, or several; the cheapest of these. */
  function costOfDemand(problem, price, d, j, closed) {
    var backup = d.connect + (d.place >= 0 ? price.power[d.place] * d.power : 0), best = -Infinity;
    d.width.forEach(function (w, b) { backup += d.backup[b] * w; });
    var forced = d.arcs.filter(function (a) { return problem.arcs[a].forced; });
    if (d.min <= 0 && forced.length === 0) best = 0;
    d.arcs.forEach(function (a) {
      var arc = problem.arcs[a];
      if (closed(arc) || forced.length > 1 || (forced.length === 1 && forced[0] !== a)) return;
      best = Math.max(best, bestGain(problem, price, arc, a, d.backup, d.min, false));
    });
    var least = Math.min(backup - best, costOfSeveral(problem, price, d, j, closed));
    return d.must || forced.length > 0 ? least : Math.min(d.skip, least);
  }

  /* The bound that stored prices prove for a side: all plans (source -1), or those with its source open or closed.
   * What rounding may have lost is taken off. */
  function boundAt(problem, side, stored) {
    var price = pricesOf(problem, stored), sum = 0, size = 0;
    var add = function (value) {
      sum += value;
      size += Math.abs(value);
    };
    var closed = function (arc) { return arc.source === side.source && !side.open; };
    problem.sources.forEach(function (s, i) {
      var bracket = s.open - s.capacity * (price.source[i] - s.usedShare * price.used[i]), must = i === side.source && side.open;
      s.arcs.forEach(function (a) {
        if (!closed(problem.arcs[a])) bracket -= price.link[a];
        must = must || problem.arcs[a].forced;
      });
      if (i === side.source && !side.open) return;
      add(must ? bracket : Math.min(0, bracket));
    });
    problem.demands.forEach(function (d, j) { add(costOfDemand(problem, price, d, j, closed)); });
    problem.places.forEach(function (g, n) {
      add(g[1] * Math.min(0, g[2] - price.power[n]) - price.power[n] * g[0]);
    });
    return sum - 1e-12 * size;
  }

  /* Everything at a position: per side what its plan costs and what no plan of it costs less than; and coupling
   * nothing. */
  function evaluate(live, at) {
    var weights = weightsAt(live, at), problem = problemAt(live, at), reference = 0;
    problem.demands.forEach(function (d) {
      reference += d.must ? d.connect + d.backup.reduce(function (sum, c, b) { return sum + c * d.width[b]; }, 0) : d.skip;
    });
    var sides = live.sides.map(function (side, n) {
      var bounds = live.prices.map(function (p) { return p.side === n ? boundAt(problem, side, p) : -Infinity; });
      return { cost: cost(weights, side.cost[at.commitment]), bounds: bounds, bound: Math.max.apply(null, bounds) - live.slack };
    });
    return { sides: sides, reference: reference };
  }

  if (typeof module !== 'undefined') {
    module.exports = evaluate;
    return;
  }

  /* -- The panel -- */

  var panel = document.getElementById('live-panel'), numbers = document.getElementById('live-data');
  if (!panel || !numbers) return;
  var live = JSON.parse(numbers.textContent), memo = live.sides.length === 2;
  var dutch = document.documentElement.lang === 'nl';
  var say = function (english, inDutch) { return dutch ? inDutch : english; };
  var number = function (value, decimals) {
    return value.toLocaleString(dutch ? 'nl-NL' : 'en-GB', { minimumFractionDigits: decimals || 0, maximumFractionDigits: decimals || 0 }).replace('-', '\u2212');
  };
  var euros = function (value) { return number(Math.abs(value)) + ' ' + say('EUR/yr', 'EUR/jr'); };
  var percent = function (share) {
    if (share > 0 && share < 1e-5) return '0' + number(0.1, 1).charAt(1) + '001 %';
    return number(100 * share, Math.abs(share) < 0.001 ? 3 : Math.abs(share) < 0.1 ? 2 : 1) + ' %';
  };
  var perYear = say('EUR/yr', 'EUR/jr');

  /* name: [English, Dutch, step]; factors are shown as a share of the study's own figure. */
  var known = {
    electricity_eur_per_mwh: ['electricity price', 'elektriciteitsprijs', 1],
    coupling_factor: ['coupling cost, all datacenters', 'uitkoppelkosten, alle datacenters', 0.05],
    pipe_price_factor: ['price of pipes', 'prijs van leidingen', 0.05],
    heat_pump_eur_per_kw: ['price of heat pumps', 'prijs van warmtepompen', 10],
    reference_factor: ['reference price of heat', 'referentieprijs van warmte', 0.01],
    co2_ets_eur_per_t: ['CO2 price', 'CO2-prijs', 1],
    co2_national_eur_per_t: ['CO2 price', 'CO2-prijs', 1]
  };
  var isFactor = function (s) { return /_factor$/.test(s.name); };

  function make(parent, element, className, text) {
    var made = document.createElement(element);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  /* Stops of a slider: multiples of its step, both ends, and today's value exactly. */
  function stopsOf(s) {
    var step = known[s.name][2], stops = [s.low, s.today, s.high];
    for (var n = Math.ceil(s.low / step); n * step < s.high; ++n) stops.push(Number((n * step).toPrecision(12)));
    return stops.sort(function (a, b) { return a - b; }).filter(function (v, i, all) { return i === 0 || v - all[i - 1] > 1e-9; });
  }

  function decimalsOf(value) {
    var text = String(Number(value.toPrecision(6)));
    return text.indexOf('.') < 0 ? 0 : Math.min(3, text.length - text.indexOf('.') - 1);
  }

  var controls = live.sliders.map(function (s) {
    var unit = s.unit.replace('/yr', say('/yr', '/jr'));
    return {
      name: s.name, option: '--' + s.name.replace(/_/g, '-'), label: say(known[s.name][0], known[s.name][1]), stops: stopsOf(s), today: s.today,
      show: function (v) { return isFactor(s) ? number(100 * v) + ' %' : number(v, decimalsOf(v)) + ' ' + unit; }
    };
  });
  if (live.commitments.length > 1)
    controls.push({
      name: 'commitment', option: '--commitment', label: say('commitment of ', 'leveringsduur van ') + panel.dataset.source, today: live.commitments[0],
      stops: live.commitments.slice().sort(function (a, b) { return a - b; }), show: function (v) { return v + say(' years', ' jaar'); }
    });

  var grid = make(panel, 'div', 'sliders');
  controls.forEach(function (c) {
    var box = make(grid, 'div', 'slider'), label = make(box, 'label', '', c.label), input = document.createElement('input');
    c.output = make(label, 'output');
    input.type = 'range';
    input.id = 'live-' + c.name;
    label.htmlFor = input.id;
    c.output.htmlFor = input.id;
    input.min = 0;
    input.max = c.stops.length - 1;
    input.step = 1;
    c.home = c.stops.indexOf(c.today);
    input.value = c.home;
    box.appendChild(input);
    var ends = make(box, 'div', 'ends');
    make(ends, 'span', '', c.show(c.stops[0]));
    var today = make(ends, 'span', 'today', say('now ', 'nu ') + c.show(c.today));
    make(ends, 'span', '', c.show(c.stops[c.stops.length - 1]));
    c.input = input;
    c.changed = function () { return Number(input.value) !== c.home; };
    c.value = function () { return c.stops[Number(input.value)]; };
    c.refresh = function () {
      c.output.textContent = c.show(c.value());
      input.setAttribute('aria-valuetext', c.show(c.value()));
      box.classList.toggle('moved', c.changed());
      today.style.visibility = c.changed() ? 'visible' : 'hidden';
    };
    input.addEventListener('input', later);
  });
  var buttons = make(panel, 'p', 'buttons'), reset = make(buttons, 'button', '', say('Back to the study’s figures', 'Terug naar de cijfers van de studie'));
  reset.type = 'button';
  reset.addEventListener('click', function () {
    controls.forEach(function (c) { c.input.value = c.home; });
    later();
  });
  var verdict = make(panel, 'p', 'lead');
  verdict.setAttribute('role', 'status');
  var more = make(panel, 'p', ''), cards = make(panel, 'div', 'cards');
  var again = make(panel, 'div', 'again'), againTitle = make(again, 'p', ''), command = make(make(again, 'pre', ''), 'code', '');
  var copy = make(again, 'button', '', say('Copy', 'Kopieer'));
  copy.type = 'button';
  copy.addEventListener('click', function () {
    var range = document.createRange();
    range.selectNodeContents(command);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
    if (navigator.clipboard) navigator.clipboard.writeText(command.textContent).catch(function () {});
    else document.execCommand('copy');
  });

  function card(title, value, unit, note) {
    var box = make(cards, 'div', 'card');
    make(box, 'span', 't', title);
    make(box, 'span', 'v', value);
    box.appendChild(document.createTextNode(' '));
    make(box, 'span', 'u', unit);
    make(box, 'span', 'w', note);
  }

  function speak(kind, strong, rest) {
    verdict.textContent = '';
    make(verdict, 'b', 'verdict ' + kind, strong);
    verdict.appendChild(document.createTextNode(' ' + rest));
  }

  /* What is proven is rounded to the side on which it stays true. Proven enough: at most a twentieth of what can be gained may still be missing, or next to nothing of the cost. */
  var enoughOfGain = 0.05, enoughOfCost = 0.0001;
  function gapOf(cost, bound, reference) {
    var gap = Math.max(0, cost - bound), gain = reference - bound;
    return { eur: Math.ceil(gap), share: gap / Math.abs(cost), ofGain: gain > 0 ? gap / gain : Infinity,
      holds: gap <= enoughOfGain * gain || gap <= enoughOfCost * Math.abs(cost) };
  }

  function sayGap(gap, plan, best) {
    return plan + say(' is within ', ' ligt binnen ') + percent(gap.share) + say(' of ', ' van ') + best + say(': at most ', ': hoogstens ') + euros(gap.eur) +
      say(' dearer', ' duurder') + (gap.ofGain <= 1 ? say(', ', ', ') + percent(gap.ofGain) + say(' of what can be gained.', ' van wat te winnen is.') : '.');
  }

  function showReport(found, moved) {
    var side = found.sides[0], gap = gapOf(side.cost, side.bound, found.reference), saves = found.reference - side.cost;
    var here = moved ? say('here', 'hier') : say('at the study’s figures', 'bij de cijfers van de studie');
    if (gap.holds)
      speak('', moved ? say('The plan still holds.', 'Het plan houdt stand.') : say('The plan holds.', 'Het plan staat.'),
        sayGap(gap, say('It', 'Het'), say('the best plan possible ', 'het best mogelijke plan ') + here));
    else
      speak('undecided', say('No longer proven.', 'Niet langer bewezen.'), say('Another plan may cost up to ', 'Een ander plan kan tot ') + euros(gap.eur) +
        say(' less (', ' minder kosten (') + percent(gap.share) + say('). Solve again to find out.', '). Los opnieuw op om het te weten.'));
    more.textContent = saves >= 0 ? say('Against coupling nothing the plan saves ', 'Tegenover niets koppelen bespaart het plan ') + euros(saves) + '.'
      : say('Coupling nothing would be ', 'Niets koppelen zou ') + euros(saves) + say(' cheaper than this plan.', ' goedkoper zijn dan dit plan.');
    card(say('This plan costs', 'Dit plan kost'), number(side.cost), perYear, say('priced again', 'opnieuw geprijsd'));
    card(say('No plan costs less than', 'Geen plan kost minder dan'), number(Math.floor(Math.min(side.bound, side.cost))), perYear, say('proven by this page', 'bewezen door deze pagina'));
    card(say('At most dearer than the best', 'Hoogstens duurder dan het beste'), number(gap.eur), perYear, percent(gap.share) + say(' of the cost', ' van de kosten'));
    card(say('Coupling nothing costs', 'Niets koppelen kost'), number(found.reference), perYear, saves >= 0 ? say('more than this plan', 'meer dan dit plan') : say('less than this plan', 'minder dan dit plan'));
    return gap.holds;
  }

  /* The best plan without the source less the best with it: each optimum lies between its bound and its plan. */
  function showMemo(found) {
    var with_ = found.sides[0], without = found.sides[1], id = panel.dataset.source;
    var low = Math.min(with_.bound, with_.cost), least = Math.floor(Math.min(without.bound, without.cost) - with_.cost), most = Math.ceil(without.cost - low);
    var gap = gapOf(with_.cost, with_.bound, found.reference);
    if (least > 0)
      speak('', id + say(' is worth it here.', ' is hier de moeite waard.'), say('Proven: the best plan with it costs ', 'Bewezen: het beste plan ermee kost ') +
        euros(least) + say(' to ', ' tot ') + euros(most) + say(' less than the best without.', ' minder dan het beste zonder.'));
    else if (most < 0)
      speak('not_worth', id + say(' is not worth it here.', ' is hier niet de moeite waard.'), say('Proven: the best plan with it costs ', 'Bewezen: het beste plan ermee kost ') +
        euros(most) + say(' to ', ' tot ') + euros(least) + say(' more than the best without.', ' meer dan het beste zonder.'));
    else
      speak('undecided', say('No longer proven.', 'Niet langer bewezen.'), say('With these plans, the worth of ', 'Met deze plannen ligt de waarde van ') + id + say(' lies between ', ' tussen ') +
        number(least) + say(' and ', ' en ') + number(most) + ' ' + perYear + say('. Solve again to find out.', '. Los opnieuw op om het te weten.'));
    more.textContent = sayGap(gap, say('The plan with it', 'Het plan ermee'), say('the best plan with it', 'het beste plan ermee'));
    card(say('The plan with it costs', 'Het plan ermee kost'), number(with_.cost), perYear, say('no such plan less than ', 'geen zulk plan minder dan ') + number(Math.floor(low)));
    card(say('The plan without costs', 'Het plan zonder kost'), number(without.cost), perYear, say('no such plan less than ', 'geen zulk plan minder dan ') + number(Math.floor(Math.min(without.bound, without.cost))));
    card(say('Worth at least', 'Minstens waard'), number(least), perYear, say('proven by this page', 'bewezen door deze pagina'));
    card(say('Worth at most', 'Hoogstens waard'), number(most), perYear, say('proven by this page', 'bewezen door deze pagina'));
    return least > 0 || most < 0;
  }

  function show() {
    var moved = controls.some(function (c) { return c.changed(); });
    controls.forEach(function (c) { c.refresh(); });
    var found = evaluate(live, {
      value: controls.slice(0, live.sliders.length).map(function (c) { return c.value(); }),
      commitment: live.commitments.length > 1 ? live.commitments.indexOf(controls[controls.length - 1].value()) : 0
    });
    cards.textContent = '';
    var proven = memo ? showMemo(found) : showReport(found, moved);
    reset.disabled = !moved;
    again.hidden = !moved;
    againTitle.textContent = proven ? say('To solve the study again with these figures:', 'Om de studie met deze cijfers opnieuw op te lossen:')
      : say('Solve again with:', 'Los opnieuw op met:');
    command.textContent = live.command + controls.filter(function (c) { return c.changed(); }).map(function (c) { return ' ' + c.option + ' ' + c.value(); }).join('');
    panel.setAttribute('data-shown', proven ? 'proven' : 'open');
  }

  var waiting = false;
  function later() {
    controls.forEach(function (c) { c.refresh(); });
    if (waiting) return;
    waiting = true;
    setTimeout(function () {
      waiting = false;
      show();
    }, 0);
  }

  /* #electricity_eur_per_mwh=95&commitment=20 opens the page at a position. */
  location.hash.slice(1).split('&').forEach(function (word) {
    var equals = word.indexOf('='), value = Number(word.slice(equals + 1));
    controls.forEach(function (c) {
      if (equals < 0 || c.name !== word.slice(0, equals) || isNaN(value)) return;
      var nearest = 0;
      c.stops.forEach(function (stop, n) { if (Math.abs(stop - value) < Math.abs(c.stops[nearest] - value)) nearest = n; });
      c.input.value = nearest;
    });
  });
  show();
}());
