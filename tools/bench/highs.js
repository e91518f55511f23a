/* HiGHS, from its npm package (WebAssembly, one thread), on a minimisation in MPS:
 * highs.js FILE.mps SECONDS GAP, or highs.js --version. The package is looked for as Node does, and in NODE_PATH. */
'use strict';
const fs = require('fs');
const load = require('highs');

const shown = (value) => (Math.abs(value) < 1e29 ? String(value) : 'none');

async function main(file, seconds, gap) {
  const highs = await load();
  if (file === '--version') {
    console.log(highs.version.string);
    return;
  }
  const model = highs.createModel();
  model.options.set({ output_flag: false, time_limit: Number(seconds), mip_rel_gap: Number(gap) });
  model.readModel({ format: 'mps', data: fs.readFileSync(file) });
  const start = Date.now();
  model.run({
    [highs.constants.callbackType.mipLogging](event) {
      console.error(`cost ${shown(event.data.mip_primal_bound)} bound ${shown(event.data.mip_dual_bound)}`);
    },
  });
  console.log(`cost ${shown(model.info.get('objective_function_value'))}`);
  console.log(`bound ${shown(model.info.get('mip_dual_bound'))}`);
  console.log(`nodes ${model.info.get('mip_node_count')}`);
  console.log(`time ${(Date.now() - start) / 1000} s`);
}

main(...process.argv.slice(2)).catch((failure) => {
  console.error(String(failure));
  process.exit(1);
});
