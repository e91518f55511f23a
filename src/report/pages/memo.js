/* Draws the charts of the memo, and of the ranking, from the numbers in #data. */
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var dutch = data.lang === 'nl';
  var say = function (english, inDutch) { return dutch ? inDutch : english; };
  var number = function (value, decimals) {
    return value === null || value === undefined ? '–'
      : value.toLocaleString(dutch ? 'nl-NL' : 'en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  };
  Chart.defaults.font.family = 'system-ui, "Liberation Sans", Arial, sans-serif';
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.locale = dutch ? 'nl-NL' : 'en-GB';
  var charts = [];
  function draw(id, settings) {
    var canvas = document.getElementById(id);
    if (canvas) charts.push(new Chart(canvas, settings));
  }
  var axis = function (title, more) {
    return Object.assign({ title: { display: true, text: title } }, more || {});
  };
  var zeroLine = function (context) { return context.tick.value === 0 ? '#1d2733' : '#d9dfe5'; };

  /* A bar from the worth at one end of an assumption to today's. */
  function drawTornado() {
    var moves = function (value) { return value !== null && Math.abs(value - data.worth) > 1; };
    var rows = data.swings.filter(function (s) { return moves(s.low) || moves(s.high); });
    var bar = function (end) {
      return rows.map(function (s) { return s[end] === null ? null : [data.worth / 1e3, s[end] / 1e3]; });
    };
    draw('chart-tornado', {
      type: 'bar',
      data: {
        labels: rows.map(function (s) { return s.name; }),
        datasets: [
          { label: say('low', 'laag'), data: bar('low'), backgroundColor: '#2a8fbd', grouped: false, barPercentage: 0.7 },
          { label: say('high', 'hoog'), data: bar('high'), backgroundColor: '#c8502b', grouped: false, barPercentage: 0.7 }
        ]
      },
      options: {
        indexAxis: 'y',
        plugins: {
          legend: { position: 'bottom' },
          tooltip: { callbacks: { label: function (c) {
            var s = rows[c.dataIndex], end = c.datasetIndex === 0 ? 'low' : 'high';
            return s[end + '_value'] + ': ' + number(s[end], 0) + say(' EUR/yr', ' EUR/jr');
          } } }
        },
        scales: {
          x: axis(say('worth, thousand EUR per year', 'waarde, duizend EUR per jaar'), { grid: { color: zeroLine } }),
          y: { ticks: { autoSkip: false, font: { size: 10 } } }
        }
      }
    });
  }

  function drawTerms() {
    var renewals = data.terms.map(function (t) { return t.renewal; }).filter(function (r, i, all) { return all.indexOf(r) === i; });
    var colours = ['#c8502b', '#e0a526', '#14507a'];
    draw('chart-terms', {
      type: 'line',
      data: {
        datasets: renewals.map(function (r, i) {
          return {
            label: say('renewal ', 'verlenging ') + number(100 * r, 0) + ' %', borderColor: colours[i % 3], backgroundColor: colours[i % 3],
            data: data.terms.filter(function (t) { return t.renewal === r && t.worth !== null; }).map(function (t) { return { x: t.years, y: t.worth / 1e3 }; })
          };
        })
      },
      options: {
        plugins: { legend: { position: 'bottom' } },
        scales: {
          x: axis(say('years of commitment', 'jaren leveringsduur'), { type: 'linear', min: 0 }),
          y: axis(say('worth, thousand EUR per year', 'waarde, duizend EUR per jaar'), { grid: { color: zeroLine } })
        }
      }
    });
  }

  function drawMonths() {
    var names = say('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec', 'jan feb mrt apr mei jun jul aug sep okt nov dec').split(' ');
    draw('chart-months', {
      type: 'bar',
      data: { labels: names, datasets: [{ data: data.months, backgroundColor: '#c8502b' }] },
      options: { plugins: { legend: { display: false } }, scales: { y: axis(say('% of the heat on offer', '% van de aangeboden warmte'), { min: 0, max: 100 }) } }
    });
  }

  /* Width is heat, height is cost: in the best plan that couples each source. */
  function drawSupply() {
    var sum = 0;
    var sets = data.offers.map(function (o) {
      var from = sum;
      sum += o.gwh;
      return {
        label: o.name, data: [{ x: from, y: o.eur_per_gj }, { x: sum, y: o.eur_per_gj }], showLine: true, fill: 'origin',
        backgroundColor: o.worth > 0 ? '#14507a' : '#b9c6d1', borderColor: '#ffffff', borderWidth: 1.5, pointRadius: 0, pointHitRadius: 20
      };
    });
    draw('chart-supply', {
      type: 'scatter',
      data: { datasets: sets },
      options: {
        plugins: {
          legend: { display: false },
          tooltip: { callbacks: { label: function (c) { return c.dataset.label + ': ' + number(c.parsed.y, 2) + ' EUR/GJ'; } } }
        },
        scales: { x: axis(say('GWh per year, cumulative', 'GWh per jaar, cumulatief'), { min: 0, max: Math.ceil(sum) || 1 }), y: axis('EUR/GJ', { min: 0 }) }
      }
    });
  }

  if (data.offers) {
    drawSupply();
  } else {
    drawTornado();
    drawTerms();
    drawMonths();
  }
  ['beforeprint', 'afterprint'].forEach(function (moment) {
    window.addEventListener(moment, function () {
      charts.forEach(function (c) { c.resize(); });
    });
  });
  document.documentElement.setAttribute('data-drawn', 'yes');
}());
