// The desk: one page, one state. Whatever is shown can be printed, and nothing else: a sheet belongs to exactly one request, and as soon
// as the request changes the earlier sheet can no longer be printed.
import {drawBody, light, press} from './body.js';
import {setUpClinic} from './clinic.js';
import {$, counted, drawing, make, soon} from './elements.js';
import {EngineGone, inThisPage, onThisComputer} from './engine.js';
import {setUpList} from './list.js';
import * as preview from './preview.js';
import {drawChosen} from './spots.js';

const PAUSE_MS = 0; // changes of one moment make one sheet; a sheet takes 20 ms, so there is nothing to wait for
const MOST_UNDO = 100;

const token = secret();
const engine = token ? onThisComputer(token) : inThisPage(loaded);
const tab = tabNumber();
let start;
let state = empty();
let done = [];
let view = 'handout';
let turn = 0; // grows with every request, so that a late answer to an earlier one is thrown away
let sheet = null; // what Print and Save use: the answer to the request as it is now, or nothing
let clinic = null; // {words, logo}
let candidates = [];

/** Nothing chosen, nobody named. */
function empty(look = {}) {
  return {
    spots: [],
    patient: {name: '', date: '', clinician: look.clinician || '', note: '', review_on: '', days: ''},
    look: {large_print: '', diary: '', ink: 'colour', paper: 'a4', locale: 'en', fillable: false, ...look.look},
    question: {query: '', region: '', side: '', name: ''},
    danger: [], // what was said of danger while finding: it stays with the chosen handouts
    checked: false, // whether somebody at the desk says that a doctor has looked into it
  };
}

function secret() {
  const given = new URLSearchParams(location.hash.slice(1)).get('t');
  if (given) {
    sessionStorage.setItem('desk-secret', given); // this tab only, so that a reload still reaches the desk; it is no patient's
    history.replaceState(null, '', location.pathname);
  }
  return given || sessionStorage.getItem('desk-secret') || '';
}

/** A number of this tab's own: a draft that is held over a reload must not come up in another tab. */
function tabNumber() {
  const own = sessionStorage.getItem('desk-tab');
  const fresh = crypto.randomUUID();
  sessionStorage.setItem('desk-tab', fresh);
  return {before: performance.getEntriesByType('navigation')[0]?.type === 'reload' ? own : null, now: fresh};
}

function loaded(part) {
  $('loading').hidden = false;
  $('loading').max = 1;
  $('loading').value = part;
  $('state').textContent = 'Loading…';
}

// ---- what is on the screen follows from the state ---------------------------------------------------------------------------------------

/** Changes the state by `act`, remembers how it was, shows it. */
function change(act) {
  const before = JSON.stringify(state);
  act(state);
  if (JSON.stringify(state) === before) return;
  done.push(before);
  done = done.slice(-MOST_UNDO);
  render();
}

function undo() {
  if (!done.length) return;
  state = JSON.parse(done.pop());
  render();
  ask_candidates();
}

function render() {
  $('undo').disabled = !done.length;
  for (const [name, value] of Object.entries(state.patient)) put($('patient'), name, value);
  for (const [name, value] of Object.entries(state.look)) put($('look'), name, value);
  if ($('query').value.trim() !== state.question.query) $('query').value = state.question.query;
  $('none').hidden = state.spots.length > 0;
  drawChosen($('spots'), state.spots, start, change);
  renderCandidates();
  renderDanger();
  if (view === 'handout') makeSoon();
}

function put(form, name, value) {
  const field = form.elements[name];
  if (!field) return;
  if (field instanceof RadioNodeList) {
    for (const each of field) each.checked = each.value === value;
  } else if (field.type === 'checkbox') field.checked = Boolean(value);
  else if (field !== document.activeElement || field.value !== value) field.value = value;
}

function renderCandidates() {
  const chosen = new Set(state.spots.map(spot => spot.number));
  $('found-for').textContent = state.question.name ? `for ${state.question.name}` : state.question.query ? `for “${state.question.query}”` : '';
  $('candidates').replaceChildren(...candidates.map(({number, why}) => {
    const spot = start.spots.find(each => each.number === number);
    const has = chosen.has(number);
    const button = make('button', {
      type: 'button', class: 'candidate', 'aria-pressed': String(has), 'data-spot': number,
      onclick: () => change(now => { now.spots = has ? now.spots.filter(each => each.number !== number) : [...now.spots, added(number)]; }),
    }, picture(number), make('span', {class: 'words'}, make('b', {}, spot.title), make('small', {}, [`Spot ${number}`, why].filter(Boolean).join(' · '))),
    make('span', {class: 'act', 'aria-hidden': 'true'}, has ? 'Added' : 'Add'));
    return make('li', {}, button);
  }));
  if (!candidates.length) {
    $('candidates').append(make('li', {class: 'quiet'}, 'No handout is for this. Try another word, or click the place on the body.'));
  }
}

const pictures = new Map();
function picture(number) {
  const holder = make('span', {class: 'picture', 'aria-hidden': 'true'});
  if (!pictures.has(number)) pictures.set(number, engine.ask({ask: 'plate', spot: number}).then(said => said.svg));
  pictures.get(number).then(svg => svg && holder.replaceChildren(drawing(svg, start.theme)));
  return holder;
}

function added(number) {
  const side = state.question.side === 'left' || state.question.side === 'right' ? state.question.side : '';
  return {number, side, techniques: [], doses: {}};
}

// ---- finding ----------------------------------------------------------------------------------------------------------------------------

function all() {
  candidates = start.spots.map(spot => ({number: spot.number, why: ''}));
  $('dangers').replaceChildren();
}

async function ask_candidates() {
  const {query, region} = state.question;
  if (region) return fromPlace();
  press();
  if (!query) {
    all();
    return renderCandidates();
  }
  const found = await engine.ask({ask: 'find', query, locale: state.look.locale}).catch(failed);
  if (!found || query !== state.question.query) return;
  showDangers(found.dangers);
  candidates = found.matches.map(match => ({number: match.number, why: match.why}));
  const best = new Set(found.best);
  light(new Set(start.spots.filter(spot => best.has(spot.number)).flatMap(spot => spot.pain.filter(area => area.kind === 'main').flatMap(area => area.regions))));
  renderCandidates();
}

function fromPlace() {
  const {region} = state.question;
  $('dangers').replaceChildren();
  const best = new Map();
  for (const spot of start.spots) for (const area of spot.pain) {
    if (!area.regions.includes(region)) continue;
    if (!best.has(spot.number) || area.kind === 'main') best.set(spot.number, area.kind);
  }
  candidates = [...best].sort(([, a], [, b]) => (a === 'main' ? 0 : 1) - (b === 'main' ? 0 : 1))
    .map(([number, kind]) => ({number, why: kind === 'main' ? 'main pain is here' : 'pain may spread here'}));
  renderCandidates();
  // A place says as much as the words for it: clicking the chest warns as "chest pain" does.
  const name = start.regions.find(each => each.id === region)?.name;
  engine.ask({ask: 'find', query: `${name} pain`, locale: state.look.locale}).then(found => {
    if (state.question.region === region && found.dangers) showDangers(found.dangers);
  }).catch(failed);
}

/** Danger first, beside what was typed; and what cannot wait stays with whatever is chosen after it. */
function showDangers(dangers) {
  $('dangers').replaceChildren(...dangers.map(danger => make('p', {}, danger.say)));
  const urgent = dangers.filter(danger => ['now', 'today', 'hospital'].includes(danger.act)).map(danger => danger.say);
  const fresh = urgent.filter(say => !state.danger.includes(say));
  if (!fresh.length) return;
  state.danger.push(...fresh);
  state.checked = false;
  if (state.spots.length) render();
}

/** Whether a danger was told that nobody has yet said a doctor has looked into. */
const unchecked = () => view === 'handout' && state.spots.length > 0 && state.danger.length > 0 && !state.checked;

function renderDanger() {
  const box = $('warning');
  box.hidden = !(view === 'handout' && state.spots.length && state.danger.length);
  if (box.hidden) return;
  const tick = make('input', {type: 'checkbox', checked: state.checked, onchange: event => change(now => { now.checked = event.target.checked; })});
  box.replaceChildren(...state.danger.map(say => make('p', {}, say)), make('label', {class: 'tick'}, tick, 'A doctor has looked into this'));
}

// ---- making the sheet -------------------------------------------------------------------------------------------------------------------

function request() {
  const {spots, patient, look} = state;
  return {
    ask: 'handout', spots,
    patient: {name: patient.name, date: patient.date, clinician: patient.clinician, note: patient.note},
    plan: {days: patient.days, review_on: patient.review_on},
    look, clinic: clinic?.words || null, logo: clinic?.logo || null,
  };
}

/** What was made is no longer what is wanted: it can be neither printed nor saved from now on. */
function outdated() {
  turn += 1;
  sheet = null;
  $('print').disabled = $('save').disabled = true;
  $('pages').setAttribute('aria-busy', 'true');
}

const makeNow = soon(() => makeSheet(state.spots.length ? request() : null, 'Choose a place or a handout, and its pages show here.'), PAUSE_MS);
function makeSoon() {
  outdated();
  makeNow();
}

async function makeSheet(wanted, words) {
  outdated();
  const mine = turn;
  const still = () => mine === turn;
  if (!wanted) {
    preview.clear(words);
    tell([], [], '');
    $('pages').removeAttribute('aria-busy');
    return;
  }
  performance.mark('asked');
  const said = await engine.ask(wanted).catch(failed);
  if (!still()) return;
  if (!said) return preview.clear('');
  tell(said.problems || [], said.notices || [], said.pdf ? expected(said) : '');
  if (!said.pdf) {
    preview.clear('No page can be printed until this is mended.');
    $('pages').removeAttribute('aria-busy');
    return;
  }
  performance.mark('made');
  try {
    await preview.show(said.pdf, still);
  } catch (error) {
    if (still()) failed(error);
    return;
  }
  if (!still()) return;
  if (!unchecked()) {
    sheet = {pdf: said.pdf, name: said.name};
    $('print').disabled = $('save').disabled = false;
  }
  $('pages').removeAttribute('aria-busy');
  performance.mark('shown');
  document.documentElement.dataset.shown = String(mine); // lets a test wait for the page that belongs to the last change
}

function expected(said) {
  const flip = said.flip ? `, both sides, flip on the ${said.flip} edge` : '';
  return `${counted(said.pages, 'page')}, ${said.paper}, ${counted(said.sheets, 'sheet')} of paper${flip}`;
}

/** Problems with their mends as buttons; notices below them. */
function tell(problems, notices, count) {
  $('count').textContent = count;
  $('problems').replaceChildren(...problems.map(problem => make('div', {class: 'problem'},
    make('p', {}, make('b', {}, problem.message), problem.hint ? ` ${problem.hint}` : ''),
    ...(problem.mends || []).map(mend => make('button', {type: 'button', onclick: () => change(now => apply(now, mend.set))}, mend.label)))));
  $('notices').replaceChildren(...notices.map(notice => make('p', {}, notice.message, notice.hint ? ` ${notice.hint}` : '')));
}

function apply(now, set) {
  for (const [path, value] of Object.entries(set)) {
    const [group, name] = path.split('.');
    if (now[group] && name in now[group]) now[group][name] = value;
  }
}

function failed(error) {
  const gone = error instanceof EngineGone;
  $('state').textContent = gone ? error.message : '';
  tell([{message: error.message, hint: gone ? '' : 'This is a fault of the program, not of what you typed.'}], [], '');
  $('pages').removeAttribute('aria-busy');
  return null;
}

function address() {
  return URL.createObjectURL(new Blob([sheet.pdf], {type: 'application/pdf'}));
}

function print() {
  if (!sheet) return;
  document.querySelector('.printer')?.remove();
  const frame = make('iframe', {class: 'printer', title: 'The pages for the printer', src: address(), tabindex: '-1'});
  // The browser's own viewer needs a moment after loading before it answers to print().
  frame.addEventListener('load', () => setTimeout(() => { frame.contentWindow.focus(); frame.contentWindow.print(); }, 300));
  document.body.append(frame);
}

function save() {
  if (!sheet) return;
  const url = address();
  make('a', {href: url, download: sheet.name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Clears whatever belongs to a patient, and only that: paper, ink, letterhead, words and the clinician's name stay. */
function nextPatient() {
  const kept = {look: {ink: state.look.ink, paper: state.look.paper, locale: state.look.locale}, clinician: state.patient.clinician};
  state = empty(kept);
  state.look.diary = start.diaries[0].id;
  $('over').textContent = 'Or click the place on the body.';
  done = []; // undo must not bring an earlier patient back
  document.querySelector('.printer')?.remove();
  all();
  press();
  show('handout');
  render();
  $('query').value = '';
  $('query').focus();
}

// ---- views ------------------------------------------------------------------------------------------------------------------------------

function show(name) {
  view = name;
  for (const button of document.querySelectorAll('nav button')) {
    if (button.dataset.view === name) button.setAttribute('aria-current', 'page'); else button.removeAttribute('aria-current');
  }
  for (const id of ['handout', 'today', 'sheets', 'clinic']) $(`view-${id}`).hidden = id !== name;
  document.querySelector('.middle').hidden = name !== 'handout';
  renderDanger();
  document.querySelector('main').dataset.view = name;
  const words = {handout: '', today: 'Open a list, and its pages show here.', sheets: 'Choose what to make, and its pages show here.', clinic: ''}[name];
  if (name === 'handout' || name === 'clinic') makeSoon();
  else makeSheet(null, words);
}

function clinicChanged(next) {
  clinic = next;
  if (view === 'handout') makeSoon();
  if (view === 'clinic') {
    outdated();
    const sample = {...request(), spots: state.spots.length ? state.spots : [{number: start.spots[0].number, side: '', techniques: [], doses: {}}]};
    if (!state.spots.length) sample.patient = {name: '', date: '', clinician: '', note: ''};
    makeSheet(sample, '');
  }
}

function makeSelected(event) {
  event.preventDefault();
  const form = new FormData($('sheet'));
  makeSheet({
    ask: 'sheet', kind: form.get('kind'),
    look: {paper: form.get('paper'), ink: form.get('ink'), large_print: form.get('large_print') ? 'yes' : '', locale: state.look.locale},
    clinic: clinic?.words || null, logo: clinic?.logo || null,
  }, '');
}

// ---- start ------------------------------------------------------------------------------------------------------------------------------

function listen() {
  $('query').addEventListener('input', soon(() => {
    change(now => { now.question = {query: $('query').value.trim(), region: '', side: '', name: ''}; });
    $('over').textContent = 'Or click the place on the body.';
    ask_candidates();
  }, 120));
  $('patient').addEventListener('input', event => change(now => { now.patient[event.target.name] = event.target.value; }));
  $('look').addEventListener('input', event => change(now => {
    const {name, type, checked, value} = event.target;
    now.look[name] = type === 'checkbox' ? checked : value;
  }));
  for (const form of document.forms) form.addEventListener('submit', event => event.preventDefault());
  $('sheet').addEventListener('submit', makeSelected);
  $('sheet').addEventListener('input', () => makeSheet(null, 'Press “Make it”, and its pages show here.'));
  $('today').addEventListener('click', () => change(now => { now.patient.date = today(); }));
  $('show-all').addEventListener('click', () => {
    change(now => { now.question = {query: '', region: '', side: '', name: ''}; });
    press();
    all();
    renderCandidates();
  });
  $('pack').addEventListener('change', () => {
    const pack = start.packs.find(each => each.id === $('pack').value);
    $('pack').value = '';
    if (pack) change(now => { now.spots = pack.spots.map(number => now.spots.find(spot => spot.number === number) || added(number)); });
  });
  $('print').addEventListener('click', print);
  $('save').addEventListener('click', save);
  $('undo').addEventListener('click', undo);
  $('next').addEventListener('click', nextPatient);
  for (const button of document.querySelectorAll('nav button')) button.addEventListener('click', () => show(button.dataset.view));
  document.addEventListener('keydown', event => {
    const typing = event.target.matches?.('input, textarea, select');
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !typing) {
      undo();
      event.preventDefault();
    }
    if ((event.ctrlKey || event.metaKey) && event.key === 'p') {
      event.preventDefault(); // the page itself is never what is wanted on paper
      print();
    }
  });
  window.addEventListener('pagehide', () => {
    if (state.spots.length || Object.values(state.patient).some(Boolean)) engine.hold(tab.now, state);
  });
}

/** The day as people of the chosen place write it. */
function today() {
  return new Intl.DateTimeFormat(state.look.locale === 'en' ? 'en-GB' : state.look.locale, {day: 'numeric', month: 'long', year: 'numeric'}).format(new Date());
}

function limits() {
  for (const name of ['name', 'date', 'clinician', 'note']) $('patient').elements[name].maxLength = start.most[name];
  $('patient').elements.days.max = start.most.days;
  $('diaries').replaceChildren(...start.diaries.map(({id, say}) => make('label', {}, make('input', {type: 'radio', name: 'diary', value: id}), say)));
  state.look.diary = start.diaries[0].id;
  $('look').elements.locale.replaceChildren(...start.locales.map(({id, say}) => make('option', {value: id}, say)));
  $('pack').append(...start.packs.map(pack => make('option', {value: pack.id}, pack.name)));
  $('version').textContent = `Texts of ${start.written}, version ${start.version}. ${start.review}`;
  $('promise').textContent = engine.where === 'computer' ? 'Made on this computer. Nothing about a patient is kept or sent.' : 'Made in this page. Works with the network unplugged; nothing about a patient is kept or sent.';
}

async function begin() {
  if (!token && 'serviceWorker' in navigator) {
    navigator.serviceWorker.register('sw.js').then(found => found.addEventListener('updatefound', () => {
      if (navigator.serviceWorker.controller) $('state').textContent = 'A newer version is ready. It is used when this page is next opened.';
    })).catch(() => {});
  }
  start = await engine.ask({ask: 'start'});
  if (start.problems) throw new Error(start.problems.map(problem => problem.message).join(' '));
  $('loading').hidden = true;
  limits();
  drawBody($('figures'), start, (region, side, name) => {
    change(now => { now.question = {query: '', region, side, name}; });
    fromPlace();
  });
  listen();
  clinic = await setUpClinic(engine, start, clinicChanged);
  setUpList(engine, start, {clinic: () => clinic, look: () => state.look, makeSheet, outdated, view: () => view});
  if (clinic?.words?.paper) state.look.paper = clinic.words.paper;
  if (clinic?.words?.locale) state.look.locale = clinic.words.locale;
  const draft = tab.before ? await engine.held(tab.before) : null;
  if (draft) state = draft;
  all();
  render();
  if (draft) ask_candidates();
  $('state').textContent = draft ? 'Ready. What you had typed is still here.' : 'Ready.';
  document.documentElement.dataset.ready = 'yes';
}

begin().catch(error => {
  failed(error);
  $('loading').hidden = true;
});
