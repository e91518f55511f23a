/* Draws streets, trenches and places from the numbers in #data. Names come from the user's files: they only ever become text nodes. */
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var dutch = data.lang === 'nl';
  var say = function (english, inDutch) { return dutch ? inDutch : english; };
  var metres = function (value) { return value === null ? '–' : Math.round(value).toLocaleString(dutch ? 'nl-NL' : 'en-GB') + ' m'; };
  var lineStyles = {
    trench: { color: '#14507a', weight: 2.5, opacity: 0.85 },
    service: { color: '#c8502b', weight: 1.5, opacity: 0.9, dashArray: '4 3' },
    out: { color: '#9aa7b2', weight: 1, opacity: 0.9 }
  };
  var barrierStyles = {
    water: { color: '#7fb2d6', weight: 5, opacity: 0.6, fill: false },
    motorway: { color: '#e3b04b', weight: 4, opacity: 0.7, fill: false },
    rail: { color: '#777777', weight: 2, dashArray: '7 5', opacity: 0.7, fill: false },
    boundary: { color: '#9aa7b2', weight: 1.5, dashArray: '2 4', fill: false }
  };
  var red = '#c81e1e';
  var lineWords = { trench: say('trench', 'sleuf'), service: say('service trench', 'aansluitsleuf'), out: say('left out: leads nowhere', 'weggelaten: leidt nergens heen') };

  function tip(lines) {
    var element = document.createElement('div');
    element.textContent = lines.filter(Boolean).join('\n');
    return element;
  }

  function addName(map, place) {
    var element = document.createElement('span');
    element.textContent = place.id;
    if (place.off || place.apart) element.style.color = red;
    L.marker([place.lat, place.lon], { interactive: false, keyboard: false, icon: L.divIcon({ className: 'name', iconSize: null, iconAnchor: [-8, 9], html: element }) }).addTo(map);
  }

  function addPlace(map, place) {
    var lost = place.off || place.apart, colour = lost ? red : place.source ? '#14507a' : '#5b6875';
    var state = place.off ? say('no street near enough, the nearest at ', 'geen straat dichtbij genoeg, de dichtste op ') + metres(place.m)
      : place.apart ? say('its streets lead to no ', 'de straten leiden niet naar een ') + (place.source ? say('demand', 'warmtevraag') : 'datacenter')
        : say('street at ', 'straat op ') + metres(place.m);
    var marker;
    if (place.source) {
      marker = L.marker([place.lat, place.lon], { keyboard: false, icon: L.divIcon({ className: '', iconSize: [14, 14],
        html: '<div style="width:100%;height:100%;border:3px solid ' + colour + ';background:' + (lost ? '#fff' : colour) + '"></div>' }) });
    } else {
      marker = L.circleMarker([place.lat, place.lon], { radius: data.places.length > 300 ? 3 : 6, weight: data.places.length > 300 ? 1 : 2, color: colour, fillColor: lost ? '#ffffff' : '#e8b98f', fillOpacity: 0.9 });
    }
    marker.bindTooltip(tip([place.id + (place.name !== place.id ? ' ' + place.name : ''), state])).addTo(map);
    if (data.places.length <= 60 || lost) addName(map, place);
  }

  function addLegend(map) {
    var legend = L.control({ position: 'bottomright' });
    legend.onAdd = function () {
      var box = L.DomUtil.create('div', 'legend');
      [['height:3px;background:#14507a', lineWords.trench], ['height:0;border-top:2px dashed #c8502b', lineWords.service],
       ['height:1px;background:#9aa7b2', lineWords.out], ['height:.8rem;width:.8rem;background:#14507a', 'datacenter'],
       ['height:.9rem;width:.9rem;border-radius:50%;background:#e8b98f;border:2px solid #5b6875', say('heat demand', 'warmtevraag')],
       ['height:.9rem;width:.9rem;border-radius:50%;background:#fff;border:2px solid ' + red, say('not connected', 'niet aangesloten')]
      ].forEach(function (row) {
        var line = L.DomUtil.create('div', '', box), mark = L.DomUtil.create('i', '', line);
        mark.style.cssText += ';' + row[0];
        line.appendChild(document.createTextNode(row[1]));
      });
      return box;
    };
    legend.addTo(map);
  }

  var map = L.map('the-map', { attributionControl: false, preferCanvas: true, zoomSnap: 0.25 });
  var points = [];
  map.setView([52.2, 5.2], 8);
  if (data.background) L.geoJSON(data.background, { interactive: false, style: function (f) { return barrierStyles[f.properties && f.properties.kind] || barrierStyles.boundary; } }).addTo(map);
  ['out', 'trench', 'service'].forEach(function (kind) {
    data.lines.forEach(function (line) {
      if (line.kind !== kind) return;
      L.polyline(line.at, lineStyles[kind]).bindTooltip(tip([line.name, lineWords[kind] + ', ' + metres(line.m),
        line.crossings ? line.crossings + ' ' + say('crossings', 'kruisingen') : '']), { sticky: true }).addTo(map);
      if (kind !== 'out') points.push(line.at[0], line.at[line.at.length - 1]);
    });
  });
  data.places.forEach(function (place) {
    points.push([place.lat, place.lon]);
    addPlace(map, place);
  });
  map.invalidateSize();
  if (points.length) map.fitBounds(points, { padding: [30, 30] });
  L.control.scale({ imperial: false }).addTo(map);
  addLegend(map);
}());
