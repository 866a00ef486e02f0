// The two engines behind one promise: ask(request) gives an answer, with the sheet's bytes under `pdf` where one was made.
// Both run the same Python (handouts.desk.answer): on this computer behind the local server, or in this page.

export class EngineGone extends Error {}

/** Python on this computer. The secret is sent as a header, which no other page open in this browser can do. */
export function onThisComputer(token) {
  async function ask(request, keepalive = false) {
    let got;
    try {
      got = await fetch('answer', {
        method: 'POST', cache: 'no-store', credentials: 'omit', keepalive,
        headers: {'Content-Type': 'application/json', 'X-Desk-Token': token},
        body: JSON.stringify(request),
      });
    } catch {
      throw new EngineGone('The desk was closed on this computer. Start it again with: handouts desk');
    }
    if (got.status === 401 || got.status === 403) throw new EngineGone('This address has expired. Start the desk again with: handouts desk');
    if (!got.ok) throw new Error(`The desk refused this (${got.status}).`);
    return unpacked(await got.arrayBuffer());
  }
  return {
    ask, where: 'computer',
    hold: (id, draft) => { ask({ask: 'hold', id, draft}, true).catch(() => {}); },
    held: async id => (await ask({ask: 'held', id})).draft,
  };
}

/** An answer is one line of JSON, then the bytes of the sheet if there are any. */
export function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  const end = bytes.indexOf(10);
  const said = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  if (bytes.length > end + 1) said.pdf = bytes.slice(end + 1);
  return said;
}

/** Python in this page, in a thread of its own, so that typing never waits for it. */
export function inThisPage(progress) {
  const worker = new Worker('worker.js', {type: 'module'});
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({data}) => {
    if (data.progress) return progress(data.progress);
    const {yes, no} = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error) no(new Error(data.error)); else yes(data.said);
  };
  worker.onerror = event => {
    for (const {no} of waiting.values()) no(new EngineGone(`The engine could not start: ${event.message}`));
    waiting.clear();
  };
  const ask = request => new Promise((yes, no) => {
    waiting.set(++last, {yes, no});
    worker.postMessage({id: last, request});
  });
  // A reload ends this page's memory but not the service worker's, which holds the draft for a minute and writes it nowhere.
  const keeper = () => navigator.serviceWorker?.controller;
  return {
    ask, where: 'page',
    hold: (id, draft) => keeper()?.postMessage({hold: id, draft}),
    held: id => new Promise(yes => {
      if (!keeper()) return yes(null);
      const channel = new MessageChannel();
      channel.port1.onmessage = ({data}) => yes(data);
      setTimeout(() => yes(null), 500);
      keeper().postMessage({held: id}, [channel.port2]);
    }),
  };
}
