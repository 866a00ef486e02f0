// The pages as they will print: pdf.js draws the very bytes that Print and Save use, with their text on top as text.
import * as pdfjs from './pdfjs/pdf.min.mjs';
import {$, make} from './elements.js';

pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs/pdf.worker.min.mjs', import.meta.url).href;
const worker = new pdfjs.PDFWorker({name: 'preview'}); // one for all documents: starting it took longer than drawing a page
const WIDEST_PX = 900;
let open = null;
let watcher = null;

/** Draws the pages of `bytes` in place of the earlier ones. `stillWanted` says whether they have not been overtaken. */
export async function show(bytes, stillWanted) {
  const loading = pdfjs.getDocument({data: bytes.slice(), worker, enableXfa: false, isEvalSupported: false, useWasm: false});
  const file = await loading.promise;
  if (!stillWanted()) return loading.destroy();
  const into = $('pages');
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const width = Math.min(WIDEST_PX, into.clientWidth - 24);
  const keep = into.scrollTop;
  const first = await file.getPage(1);
  const sheets = [];
  for (let number = 1; number <= file.numPages; number++) sheets.push(blank(number, file.numPages, first, width));
  const drawn = new Set();
  const drawOnce = async number => {
    if (drawn.has(number)) return;
    drawn.add(number);
    await draw(await file.getPage(number), sheets[number - 1], width, ratio);
  };
  await drawOnce(1);
  if (!stillWanted()) return loading.destroy();
  watcher?.disconnect();
  into.replaceChildren(...sheets);
  into.scrollTop = keep;
  // The others are drawn when they come near the window, so that a booklet of 46 pages is there as quickly as one page.
  watcher = new IntersectionObserver(seen => {
    for (const entry of seen) if (entry.isIntersecting) drawOnce(Number(entry.target.dataset.page)).catch(() => {});
  }, {root: into, rootMargin: '600px'});
  sheets.forEach(sheet => watcher.observe(sheet));
  const before = open;
  open = loading;
  await before?.destroy();
}

/** Takes all pages away. */
export function clear(words) {
  watcher?.disconnect();
  $('pages').replaceChildren(make('p', {class: 'quiet'}, words));
  open?.destroy();
  open = null;
}

function blank(number, of, like, width) {
  const view = like.getViewport({scale: 1});
  const sheet = make('div', {class: 'page', 'data-page': number, role: 'group', 'aria-label': `Page ${number} of ${of}`});
  sheet.style.width = `${width}px`;
  sheet.style.height = `${width * view.height / view.width}px`;
  return sheet;
}

async function draw(page, sheet, width, ratio) {
  const scale = width / page.getViewport({scale: 1}).width;
  const view = page.getViewport({scale});
  const canvas = make('canvas', {'aria-hidden': 'true'});
  const sharp = page.getViewport({scale: scale * ratio});
  canvas.width = Math.round(sharp.width);
  canvas.height = Math.round(sharp.height);
  await page.render({canvas, viewport: sharp}).promise;
  const words = make('div', {class: 'textLayer'});
  words.style.setProperty('--total-scale-factor', String(scale));
  sheet.style.height = `${view.height}px`;
  sheet.replaceChildren(canvas, words);
  await new pdfjs.TextLayer({textContentSource: page.streamTextContent({includeMarkedContent: true}), container: words, viewport: view}).render();
}
