/* node live_page.js live.js numbers.json positions.json: what the page would show at every position, one line each:
 * the reference, then per side the plan's cost, the bound, and the bound of each of its prices. */
'use strict';
const fs = require('fs'), path = require('path');
const [, , script, numbers, positions] = process.argv;
const evaluate = require(path.resolve(script));
const live = JSON.parse(fs.readFileSync(numbers, 'utf8'));
for (const at of JSON.parse(fs.readFileSync(positions, 'utf8'))) {
  const found = evaluate(live, at), line = [found.reference];
  found.sides.forEach((side, n) => {
    line.push(side.cost, side.bound);
    side.bounds.forEach((bound, v) => { if (live.prices[v].side === n) line.push(bound); });
  });
  console.log(line.join(' '));
}
