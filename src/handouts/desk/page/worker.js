// Python in this page: Pyodide's core, and what the desk imports of the project and its libraries as compiled files.
import {loadPyodide} from './engine/pyodide.mjs';

const at = name => new URL(`./engine/${name}`, self.location.href).href;

/** Fetches a file and says how far it is; `size` is what the engine's list says, since a compressing server does not tell it. */
async function fetched(name, size, so_far) {
  const got = await fetch(at(name));
  if (!got.ok) throw new Error(`${name} is missing`);
  const parts = [];
  const reader = got.body.getReader();
  for (;;) {
    const {done, value} = await reader.read();
    if (done) break;
    parts.push(value);
    so_far(value.length);
  }
  return new Blob(parts).arrayBuffer();
}

const ready = (async () => {
  const engine = await (await fetch(at('engine.json'))).json();
  const all = engine.files['packages.zip'];
  let seen = 0;
  const archive = fetched('packages.zip', all, more => { seen += more; postMessage({progress: Math.min(.9, .1 + .8 * seen / all)}); });
  const python = await loadPyodide({stdLibURL: at('stdlib.zip'), lockFileContents: engine.lock, packageBaseUrl: at('')});
  python.unpackArchive(await archive, 'zip', {extractDir: engine.site_packages});
  postMessage({progress: 1});
  return python.runPython('import sys\nsys.dont_write_bytecode = True\nfrom handouts.desk.in_page import answered\nanswered');
})();

self.onmessage = async ({data: {id, request}}) => {
  try {
    const answered = await ready;
    const both = answered(JSON.stringify(request));
    const said = JSON.parse(both.get(0));
    const pdf = both.get(1);
    if (pdf) {
      said.pdf = pdf.toJs();
      pdf.destroy();
    }
    both.destroy();
    postMessage({id, said}, said.pdf ? [said.pdf.buffer] : []);
  } catch (error) {
    postMessage({id, error: String(error.message || error).slice(-400)});
  }
};
