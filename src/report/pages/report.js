/* Draws map and charts from the numbers in #data. Names come from the user's files: they only ever become text nodes. */
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var dutch = data.lang === 'nl';
  var say = function (english, inDutch) { return dutch ? inDutch : english; };
  var number = function (value, decimals) {
    return value === null || value === undefined ? '–'
      : value.toLocaleString(dutch ? 'nl-NL' : 'en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  };
  var colours = {
    coupling: '#7a4fa3', pipe: '#14507a', heat_pump: '#2a8fbd', energy: '#e0a526', mismatch: '#c8301e',
    network: '#8fa3b3', backup: '#5b6875', reference: '#c9d1d8'
  };
  var sourceColours = ['#c8502b', '#e0a526', '#14507a', '#2a8fbd', '#3f8f5a', '#7a4fa3', '#b0457b', '#8a6d3b', '#4b7f8c', '#d98c5f', '#999999'];

  function tip(lines) {
    var element = document.createElement('div');
    element.textContent = lines.join('\n');
    return element;
  }

  /* -- Map -- */
  var fit;

  function heat(share) {
    var low = [243, 226, 200], high = [190, 60, 20];
    return 'rgb(' + low.map(function (c, i) { return Math.round(c + (high[i] - c) * Math.min(1, share)); }).join(',') + ')';
  }

  function drawBackground(map) {
    var styles = {
      water: { color: '#7fb2d6', weight: 5, opacity: 0.8, fill: false },
      motorway: { color: '#e3b04b', weight: 3, opacity: 0.8, fill: false },
      rail: { color: '#777777', weight: 2, dashArray: '7 5', opacity: 0.8, fill: false },
      boundary: { color: '#9aa7b2', weight: 1.5, dashArray: '2 4', fill: false }
    };
    L.geoJSON(data.background, {
      style: function (f) { return styles[f.properties && f.properties.kind] || styles.boundary; },
      onEachFeature: function (f, layer) {
        if (f.properties && f.properties.name) layer.bindTooltip(tip([String(f.properties.name)]), { sticky: true });
      }
    }).addTo(map);
  }

  function addName(map, place, offset) {
    var element = document.createElement('span');
    element.textContent = place.id;
    L.marker([place.lat, place.lon], {
      interactive: false, keyboard: false, icon: L.divIcon({ className: 'name', iconSize: null, iconAnchor: [-offset / 2 - 2, 9], html: element })
    }).addTo(map);
  }

  function addLegend(map) {
    var legend = L.control({ position: 'bottomright' });
    legend.onAdd = function () {
      var box = L.DomUtil.create('div', 'legend');
      [['height:.8rem;width:.8rem;background:#14507a', say('datacenter, coupled', 'datacenter, gekoppeld')],
       ['height:.8rem;width:.8rem;background:#fff;border:2px solid #14507a', say('datacenter, not coupled', 'datacenter, niet gekoppeld')],
       ['height:.9rem;width:.9rem;border-radius:50%;background:' + heat(0.8), say('heat network with datacenter heat', 'warmtenet met datacenterwarmte')],
       ['height:.9rem;width:.9rem;border-radius:50%;background:#fff;border:2px solid #5b6875', say('heat network without', 'warmtenet zonder')],
       ['height:.9rem;width:.9rem;border-radius:50%;background:#fff;border:2px dashed #8fa3b3', say('no heat network', 'geen warmtenet')],
       ['height:4px;background:#c8502b', data.pipes ? say('pipe, network temperature', 'leiding, nettemperatuur') : say('connection', 'verbinding')]
      ].concat(data.pipes ? [['height:4px;background:#2a8fbd', say('pipe, source water', 'leiding, bronwater')],
       ['height:1px;background:#9aa7b2', say('trench without a pipe', 'sleuf zonder leiding')]] : [])
       .concat((data.stations || []).length ? [['height:.75rem;width:.75rem;transform:rotate(45deg);background:#e0a526;border:2px solid #14507a', say('heat pump at a junction', 'warmtepomp bij een knooppunt')]] : []).forEach(function (row) {
        var line = L.DomUtil.create('div', '', box), mark = L.DomUtil.create('i', '', line);
        mark.style.cssText += ';' + row[0];
        line.appendChild(document.createTextNode(row[1]));
      });
      return box;
    };
    legend.addTo(map);
  }

  /* Where there are many, marks are small at first and have their full size once one has zoomed in. */
  var share = Math.min(1, Math.sqrt(data.full_size_demands / Math.max(1, data.demands.length)));
  var marks = [], streets = null;

  function thickness(weight, scale) { return Math.max(0.5, weight * scale); }
  function size(radius, scale) { return Math.max(1, radius * scale); }

  function resize(map, zoom) {
    var scale = Math.min(1, share * Math.pow(2, zoom));
    if (share === 1) return;
    marks.forEach(function (mark) {
      mark.shape.setStyle({ weight: thickness(mark.weight, scale) });
      if (mark.radius) mark.shape.setRadius(size(mark.radius, scale));
    });
    if (streets && scale > 0.4) streets.addTo(map);
    else if (streets) streets.remove();
  }

  /* Trenches without a pipe thin and grey; pipes by diameter, source water blue. */
  function drawPipes(map, points) {
    streets = L.layerGroup();
    if (share === 1) streets.addTo(map);
    data.streets.forEach(function (line) {
      L.polyline(line, { color: '#9aa7b2', weight: 1, opacity: 0.7, interactive: false }).addTo(streets);
      points.push(line[0], line[line.length - 1]);
    });
    data.pipes.forEach(function (pipe) {
      var weight = 2 + pipe.dn / 35;
      var line = L.polyline(data.streets[pipe.t], { color: pipe.water ? '#2a8fbd' : '#c8502b', weight: thickness(weight, share), opacity: 0.85,
        dashArray: pipe.existing ? '8 5' : null });
      marks.push({ shape: line, weight: weight });
      line.bindTooltip(function () {
        return tip([pipe.id + (pipe.name ? ' ' + pipe.name : '') + ': DN' + pipe.dn + (pipe.existing ? ', ' + say('existing', 'bestaand') : ''),
          (pipe.water ? say('source water', 'bronwater') : say('network temperature', 'nettemperatuur')) + ', ' + number(pipe.length_m, 0) + ' m',
          number(pipe.mw, 2) + ' MW, ' + number(pipe.mwh, 0) + ' MWh/' + say('yr', 'jr') + ', ' + number(pipe.speed, 2) + ' m/s',
          number(pipe.eur, 0) + ' EUR, ' + say('for ', 'voor ') + (pipe.users || '–')]);
      }, { sticky: true }).addTo(map);
    });
  }

  function drawMap() {
    var map = L.map('the-map', { attributionControl: false, preferCanvas: data.demands.length > 1500 || (data.streets || []).length > 2000, scrollWheelZoom: false, zoomSnap: 0.25 });
    var points = [];
    map.setView([52.2, 5.2], 8);
    if (data.background) drawBackground(map);
    data.lines.forEach(function (line) {
      var s = data.sources[line.s], d = data.demands[line.d];
      L.polyline([[s.lat, s.lon], [d.lat, d.lon]], { color: '#c8502b', weight: 1.5 + line.dn / 40, opacity: 0.85 })
        .bindTooltip(tip([s.name + ' → ' + d.name, 'DN' + line.dn + ', ' + number(line.length_m, 0) + ' m, ' + number(line.mw, 2) + ' MW',
          number(line.mwh, 0) + ' MWh/' + say('yr', 'jr') + ', ' + number(line.eur_per_gj, 2) + ' EUR/GJ', line.mode]), { sticky: true })
        .addTo(map);
    });
    if (data.pipes) drawPipes(map, points);
    var largest = Math.max.apply(null, data.demands.map(function (d) { return d.mwh; }).concat([1]));
    data.demands.forEach(function (d) {
      points.push([d.lat, d.lon]);
      var coupled = d.covered > 0;
      var radius = 5 + 11 * Math.sqrt(d.mwh / largest);
      var circle = L.circleMarker([d.lat, d.lon], {
        radius: size(radius, share), weight: thickness(1.5, share), color: d.connected ? '#5b6875' : '#8fa3b3',
        dashArray: d.connected ? null : '3 3', fillColor: coupled ? heat(d.covered) : '#ffffff', fillOpacity: 0.9
      });
      marks.push({ shape: circle, weight: 1.5, radius: radius });
      circle.bindTooltip(function () {
        return tip([d.id + ' ' + d.name, number(d.mwh, 0) + ' MWh/' + say('yr', 'jr'),
        d.connected ? number(100 * d.covered, 0) + ' % ' + say('from datacenters', 'uit datacenters') : say('not on a heat network', 'niet op een warmtenet'),
        number(d.cost, 2) + ' EUR/GJ, ' + say('reference ', 'referentie ') + number(d.reference, 2)]);
      }).addTo(map);
    });
    (data.stations || []).forEach(function (s) {
      var size = (11 + 2 * Math.sqrt(s.mw)) * Math.max(0.5, share);
      var icon = L.divIcon({ className: '', iconSize: [size, size], html: '<div style="width:100%;height:100%;transform:rotate(45deg);border:2px solid #14507a;background:#e0a526"></div>' });
      L.marker([s.lat, s.lon], { icon: icon, keyboard: false }).bindTooltip(tip([s.id + (s.name ? ' ' + s.name : '') + ': ' + say('heat pump', 'warmtepomp'),
        number(s.mw, 2) + ' MW, ' + number(s.mwh, 0) + ' MWh/' + say('yr', 'jr'),
        number(s.mwe, 3) + ' MWe, COP ' + number(s.cop, 2), number(s.eur, 0) + ' EUR'])).addTo(map);
      if (data.stations.length <= 40) addName(map, s, size);
    });
    data.sources.forEach(function (s) {
      points.push([s.lat, s.lon]);
      var size = (12 + 2 * Math.sqrt(s.heat_mw)) * Math.max(0.5, share);
      var icon = L.divIcon({ className: '', iconSize: [size, size], html: '<div style="width:100%;height:100%;border:3px solid #14507a;background:' + (s.coupled ? '#14507a' : '#fff') + '"></div>' });
      L.marker([s.lat, s.lon], { icon: icon, keyboard: false }).bindTooltip(tip([s.id + ' ' + s.name,
        number(s.heat_mw, 1) + ' MW, ' + number(s.temperature_c, 0) + ' °C',
        s.coupled ? number(s.taken_mw, 2) + ' MW ' + say('used', 'benut') : say('not coupled', 'niet gekoppeld')])).addTo(map);
      if (data.sources.length <= 40 || s.coupled) addName(map, s, size);
    });
    fit = function () {
      map.invalidateSize();
      if (points.length) map.fitBounds(points, { padding: [30, 30], animate: false });
      whole = map.getZoom();
      resize(map, 0);
    };
    var whole = 0;
    fit();
    map.on('zoomend', function () { resize(map, map.getZoom() - whole); });
    L.control.scale({ imperial: false }).addTo(map);
    addLegend(map);
  }

  /* -- Charts -- */
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

  function drawCosts() {
    var groups = data.groups.filter(function (g) { return g.eur !== 0; });
    draw('chart-costs', {
      type: 'bar',
      data: {
        labels: groups.map(function (g) { return g.label; }),
        datasets: [{ data: groups.map(function (g) { return g.eur / 1e6; }), backgroundColor: groups.map(function (g) { return colours[g.name]; }) }]
      },
      options: {
        indexAxis: 'y',
        plugins: { legend: { display: false }, title: { display: true, text: say('Coupled networks together, million EUR per year', 'Gekoppelde netten samen, miljoen EUR per jaar') } },
        scales: { x: axis(say('million EUR/yr', 'miljoen EUR/jr')) }
      }
    });
    if (!groups.length) document.getElementById('chart-costs').parentNode.style.display = 'none';
  }

  function drawBars() {
    draw('chart-bars', {
      data: {
        labels: data.bars.map(function (b) { return b.name; }),
        datasets: [{
          type: 'line', label: say('reference', 'referentie'), data: data.bars.map(function (b) { return b.reference; }),
          showLine: false, pointStyle: 'rectRot', pointRadius: 7, backgroundColor: '#111111', borderColor: '#111111'
        }].concat(data.groups.map(function (g, i) {
          return { type: 'bar', label: g.label, stack: 'cost', data: data.bars.map(function (b) { return b.parts[i]; }), backgroundColor: colours[g.name] };
        }).filter(function (set) { return set.data.some(function (v) { return Math.abs(v) > 1e-9; }); }))
      },
      options: {
        plugins: { legend: { position: 'right', labels: { boxWidth: 14 } }, tooltip: { mode: 'index' } },
        scales: { x: { stacked: true }, y: axis('EUR/GJ', { stacked: true }) }
      }
    });
  }

  function drawCurve() {
    var last = data.curve.rows.length - 1;
    draw('chart-curve', {
      type: 'line',
      data: {
        datasets: data.curve.rows.map(function (row, i) {
          var colour = i === last ? '#aab4bd' : sourceColours[i % sourceColours.length];
          return {
            label: row.name, data: row.mw.map(function (mw, n) { return { x: data.curve.hours[n], y: mw }; }),
            fill: i === 0 ? 'origin' : '-1', backgroundColor: colour, borderColor: colour, borderWidth: 1, pointRadius: 0
          };
        })
      },
      options: {
        interaction: { mode: 'index', intersect: false },
        plugins: { legend: { position: 'right', labels: { boxWidth: 14 } } },
        scales: { x: axis(say('hours per year', 'uren per jaar'), { type: 'linear', min: 0, max: 8760 }), y: axis('MW', { stacked: true, min: 0 }) }
      }
    });
  }

  function drawSupply() {
    var offers = data.sources.filter(function (s) { return s.offer_eur_per_gj !== null && s.offer_gwh > 0; })
      .sort(function (a, b) { return a.offer_eur_per_gj - b.offer_eur_per_gj; });
    var sum = 0;
    var sets = offers.map(function (s) {
      var from = sum;
      sum += s.offer_gwh;
      var colour = s.coupled ? '#14507a' : '#b9c6d1';
      return {
        label: s.name, data: [{ x: from, y: s.offer_eur_per_gj }, { x: sum, y: s.offer_eur_per_gj }],
        showLine: true, fill: 'origin', backgroundColor: colour, borderColor: '#ffffff', borderWidth: 1.5, pointRadius: 0, pointHitRadius: 20
      };
    });
    draw('chart-supply', {
      type: 'scatter',
      data: { datasets: sets },
      options: {
        plugins: {
          legend: { display: false },
          title: { display: true, text: say('dark: coupled in this plan', 'donker: gekoppeld in dit plan') },
          tooltip: { callbacks: { label: function (c) { return c.dataset.label + ': ' + number(c.parsed.y, 2) + ' EUR/GJ'; } } }
        },
        scales: { x: axis(say('GWh per year, cumulative', 'GWh per jaar, cumulatief'), { min: 0, max: Math.ceil(sum) }), y: axis('EUR/GJ', { min: 0 }) }
      }
    });
    if (!offers.length) document.getElementById('chart-supply').parentNode.style.display = 'none';
  }

  drawMap();
  drawCosts();
  drawBars();
  drawCurve();
  drawSupply();
  /* Paper is narrower than the screen: map and charts take its size, and the window's again afterwards. */
  ['beforeprint', 'afterprint'].forEach(function (moment) {
    window.addEventListener(moment, function () {
      fit();
      charts.forEach(function (c) { c.resize(); });
    });
  });
  document.documentElement.setAttribute('data-drawn', 'yes');
}());
