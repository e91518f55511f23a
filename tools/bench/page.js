/* Draws the charts of a bench from the runs that stand in the page. */
(function () {
  'use strict';
  const colours = ['#c8502b', '#14507a', '#5b8c3a', '#8a5aa8', '#c79a1e', '#3f9c9c', '#888888'];
  const rows = (id) => document.getElementById(id).textContent.trim().split('\n').filter(Boolean).map((l) => l.split('\t'));
  const runs = rows('results').map(([part, problem, pairs, solver, target, seconds, , , , cost, bound]) =>
    ({ part, problem, pairs: +pairs, solver, target: +target, seconds: +seconds, cost: parseFloat(cost), bound: parseFloat(bound) }));

  Chart.defaults.font.family = 'system-ui, "Liberation Sans", Arial, sans-serif';
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;

  const groups = (list, key) => list.reduce((map, item) => map.set(key(item), [...(map.get(key(item)) || []), item]), new Map());
  const median = (numbers) => {
    const s = numbers.slice().sort((a, b) => a - b);
    return (s[Math.floor((s.length - 1) / 2)] + s[Math.ceil((s.length - 1) / 2)]) / 2;
  };
  /* One entry per problem and solver. */
  const summarised = (list) => [...groups(list, (r) => [r.part, r.problem, r.solver].join('\t')).values()].map((same) =>
    ({ ...same[same.length - 1], seconds: median(same.map((r) => r.seconds)) }));

  const axis = (text, more) => ({ title: { display: true, text }, ...more });
  const tidy = { callback: (value) => ([1, 2, 5].includes(+String(value).replace(/[0.]|e.*$/g, '')) ? String(value) : '') };
  const log = { type: 'logarithmic', ticks: tidy };

  function draw(id, series, x, y) {
    const figure = document.getElementById(id).closest('figure');
    if (!series.some((s) => s.data.length)) {
      figure.hidden = true;
      return;
    }
    new Chart(document.getElementById(id), {
      type: 'line',
      data: { datasets: series.map((s, n) => ({ borderColor: colours[n % colours.length], backgroundColor: colours[n % colours.length],
        borderWidth: 2, pointRadius: 2, ...s })) },
      options: { parsing: false, scales: { x: { type: 'linear', ...x }, y } }
    });
  }

  const proven = (r) => r.cost - r.bound <= (r.target * 1.0001 + 1e-12) * Math.abs(r.cost);
  const limited = summarised(runs.filter((r) => ['instances', 'orlib', 'studies', 'networks'].includes(r.part)));
  draw('proven', [...groups(limited, (r) => r.solver)].map(([label, list]) => {
    const times = list.filter(proven).map((r) => Math.max(0.01, r.seconds)).sort((a, b) => a - b);
    return { label: `${label} (of ${list.length})`, stepped: true, data: times.map((t, n) => ({ x: t, y: n + 1 })) };
  }), axis('s', log), axis('problems proven', { beginAtZero: true }));

  const course = rows('course').filter((r) => r[0] === 'national');
  draw('search', [...groups(course, (r) => `${r[1]}, ${r[2]}`)].map(([label, list]) =>
    ({ label, stepped: true, pointRadius: 0, data: list.map((r) => ({ x: +r[3], y: +r[4] })).filter((p) => p.y > 0) })),
  axis('s'), axis('cost gap, %', log));

  const growth = summarised(runs.filter((r) => r.part === 'growth'));
  const lines = [...groups(growth, (r) => r.solver)].map(([label, list]) =>
    ({ label, data: list.map((r) => ({ x: r.pairs, y: 1000 * r.seconds })) }));
  if (lines.length) {
    const first = lines[0].data[0], last = lines[0].data[lines[0].data.length - 1];
    lines.push({ label: 'linear', borderDash: [6, 4], pointRadius: 0, borderColor: '#999999', backgroundColor: '#999999',
      data: [first, { x: last.x, y: first.y * last.x / first.x }] });
  }
  draw('growth', lines, axis('pairs', log), axis('ms per iteration', log));
})();
