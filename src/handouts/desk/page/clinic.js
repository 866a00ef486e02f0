// The letterhead: made and checked in the page, kept only when asked, saved as the same clinic.yaml that the command reads.
import {$, base64, soon} from './elements.js';

const PIXELS_MOST = 1067; // 600 dots an inch at 45 mm, the largest a logo is printed

/** Fills the form with what this machine has kept; `changed` is called with {words, logo} or null whenever it differs. */
export async function setUpClinic(engine, start, changed) {
  const form = $('clinic');
  let words = {};
  let logo = null;
  for (const [name, most] of Object.entries(start.clinic_most)) if (form.elements[name]) form.elements[name].maxLength = most;

  const value = () => (words.name ? {words, logo} : null);
  function fill(given) {
    words = {...(given?.words || {})};
    logo = given?.logo || null;
    for (const field of form.elements) if (field.name) field.value = words[field.name] || '';
    showLogo();
  }
  function showLogo() {
    $('logo-name').textContent = logo ? `Logo: ${logo.name}` : 'Drop a logo here (SVG, PNG or JPEG)';
    $('no-logo').hidden = !logo;
  }
  async function judge() {
    const said = await engine.ask({ask: 'clinic', clinic: words, logo});
    const problems = said.problems || [];
    $('clinic-said').textContent = problems.map(problem => [problem.message, problem.hint].filter(Boolean).join('. ')).join(' ');
    $('contrast').textContent = said.contrast ? `Stands out ${said.contrast} to 1 on paper; 7 to 1 or more is needed.` : '';
    changed(problems.length ? null : value());
  }
  const judgeSoon = soon(judge, 150);

  form.addEventListener('input', event => {
    if (event.target.id === 'accent-picker') form.elements.accent.value = event.target.value;
    for (const name of Object.keys(start.clinic_most)) {
      const typed = form.elements[name]?.value.trim();
      if (typed) words[name] = typed; else if (form.elements[name]) delete words[name];
    }
    judgeSoon();
  });
  async function takeLogo(file) {
    if (!file) return;
    logo = await readLogo(file).catch(error => { $('clinic-said').textContent = error.message; return null; });
    showLogo();
    judge();
  }
  $('logo').addEventListener('change', event => { takeLogo(event.target.files[0]); event.target.value = ''; });
  dropping($('drop-logo'), takeLogo);
  $('no-logo').addEventListener('click', () => { logo = null; showLogo(); judge(); });
  $('keep-clinic').addEventListener('click', async () => {
    const said = await engine.ask({ask: 'keep-clinic', clinic: words, logo}).catch(error => ({problems: [{message: error.message}]}));
    if (said.kept_in_page) await store(said.kept_in_page);
    $('clinic-said').textContent = said.problems ? said.problems.map(problem => problem.message).join(' ') : said.said;
  });
  $('forget-clinic').addEventListener('click', async () => {
    const said = await engine.ask({ask: 'forget-clinic'});
    await store(null);
    fill(null);
    $('clinic-said').textContent = said.said;
    changed(null);
  });
  $('save-clinic').addEventListener('click', async () => {
    const said = await engine.ask({ask: 'clinic', clinic: words, logo});
    if (said.problems) return;
    download('clinic.yaml', said.yaml, 'text/yaml');
    if (logo) download(logo.name, bytesOf(logo), logo.type);
  });
  $('open-clinic').addEventListener('change', async event => {
    const file = event.target.files[0];
    event.target.value = '';
    if (!file) return;
    const said = await engine.ask({ask: 'read-clinic', text: await file.text()});
    if (said.problems) {
      $('clinic-said').textContent = said.problems.map(problem => [problem.where, problem.message, problem.hint].filter(Boolean).join(': ')).join(' ');
      return;
    }
    fill({words: said.clinic, logo: null});
    $('clinic-said').textContent = said.logo ? `Now drop the logo ${said.logo} too.` : '';
    judge();
  });

  const kept = engine.where === 'page' ? await stored() : start.clinic;
  if (kept) fill(kept);
  return value();
}

/** A file that is dropped on `element`, or chosen there, is given to `take`. */
export function dropping(element, take) {
  for (const kind of ['dragenter', 'dragover']) element.addEventListener(kind, event => { event.preventDefault(); element.classList.add('over'); });
  for (const kind of ['dragleave', 'drop']) element.addEventListener(kind, () => element.classList.remove('over'));
  element.addEventListener('drop', event => { event.preventDefault(); take(event.dataTransfer.files[0]); });
}

async function readLogo(file) {
  if (file.size > 3_000_000) throw new Error('The logo is larger than 3 MB. Save a smaller one.');
  const type = file.type || (file.name.endsWith('.svg') ? 'image/svg+xml' : '');
  const logo = {name: file.name.replace(/[^\w.-]/g, '-').slice(-60), type, base64: base64(new Uint8Array(await file.arrayBuffer()))};
  if (type === 'image/svg+xml') return logo;
  // The engine in the page has no decoder for PNG and JPEG, but the browser has: a plain JPEG on white goes along, in colour and in grey.
  const bitmap = await createImageBitmap(file).catch(() => { throw new Error('This picture cannot be read. Use SVG, PNG or JPEG.'); });
  const scale = Math.min(1, PIXELS_MOST / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  return {...logo, width: canvas.width, height: canvas.height, jpeg: await asJpeg(bitmap, canvas, false), jpeg_grey: await asJpeg(bitmap, canvas, true)};
}

async function asJpeg(bitmap, canvas, grey) {
  const context = canvas.getContext('2d');
  context.filter = grey ? 'grayscale(1)' : 'none';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return base64(new Uint8Array(await (await canvas.convertToBlob({type: 'image/jpeg', quality: 0.92})).arrayBuffer()));
}

const bytesOf = logo => Uint8Array.from(atob(logo.base64), letter => letter.charCodeAt(0));

function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], {type}));
  const link = document.createElement('a');
  Object.assign(link, {href: url, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// In the exported page a letterhead is kept in the browser's own database, and only when the button is pressed. No patient's word is.
function database() {
  return new Promise((yes, no) => {
    const opening = indexedDB.open('handouts-desk', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('clinic');
    opening.onsuccess = () => yes(opening.result);
    opening.onerror = () => no(opening.error);
  });
}
const finished = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
async function store(given) {
  if (!('indexedDB' in window)) return;
  const shelf = (await database()).transaction('clinic', 'readwrite').objectStore('clinic');
  await finished(given ? shelf.put(given, 'own') : shelf.delete('own'));
}
async function stored() {
  try {
    return (await finished((await database()).transaction('clinic').objectStore('clinic').get('own'))) || null;
  } catch {
    return null;
  }
}
