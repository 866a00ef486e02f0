// The chosen handouts in their order: side, ways and this patient's dose for each.
import {make} from './elements.js';

const SIDES = [['', 'Not said'], ['left', 'Left'], ['right', 'Right'], ['both', 'Both']];
const MOST_WAYS = 3; // what one page can hold
const FIELDS = [['pressure', 'how hard, 0–10', 0, 10], ['seconds', 'seconds', 1, 180], ['minutes', 'minutes', 1, 20], ['count', 'how many', 1, 60], ['times_a_day', 'times a day', 1, 6]];
const opened = new Set();

/** Draws the list. `change` takes a function that alters the state. */
export function drawChosen(list, spots, start, change) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : '';
  list.replaceChildren(...spots.map((chosen, index) => one(chosen, index, spots.length, start, change)));
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function one(chosen, index, of, start, change) {
  const spot = start.spots.find(each => each.number === chosen.number);
  const key = name => `${chosen.number}.${name}`;
  const move = by => change(now => { now.spots.splice(index + by, 0, ...now.spots.splice(index, 1)); });
  const sides = make('span', {class: 'sides', role: 'radiogroup', 'aria-label': `Side for spot ${spot.number}`}, ...SIDES.map(([id, say]) => make('label', {},
    make('input', {type: 'radio', name: `side-${spot.number}`, value: id, checked: chosen.side === id, 'data-key': key(`side.${id}`),
      onchange: () => change(now => { now.spots[index].side = id; })}), say)));
  const details = make('details', {open: opened.has(spot.number), ontoggle: event => { if (event.target.open) opened.add(spot.number); else opened.delete(spot.number); }},
    make('summary', {'data-key': key('more')}, changed(chosen) ? 'Ways and dose (changed)' : 'Ways and dose'),
    ...spot.techniques.map(way => wayRow(way, chosen, index, spot, key, change)));
  return make('li', {'data-spot': spot.number},
    make('p', {class: 'chosen-head'}, make('span', {}, make('b', {}, spot.title), make('small', {}, `Spot ${spot.number}`)),
      make('button', {type: 'button', class: 'small', 'data-key': key('up'), 'aria-label': `Move spot ${spot.number} up`, disabled: index === 0, onclick: () => move(-1)}, '↑'),
      make('button', {type: 'button', class: 'small', 'data-key': key('down'), 'aria-label': `Move spot ${spot.number} down`, disabled: index === of - 1, onclick: () => move(1)}, '↓'),
      make('button', {type: 'button', class: 'small', 'data-key': key('off'), 'aria-label': `Remove spot ${spot.number}`, onclick: () => change(now => { now.spots.splice(index, 1); })}, '✕')),
    sides, details);
}

const changed = chosen => chosen.techniques.length > 0 || Object.keys(chosen.doses).length > 0;

function wayRow(way, chosen, index, spot, key, change) {
  const shown = chosen.techniques.length ? chosen.techniques : spot.sheet;
  const on = shown.includes(way.id);
  const tick = make('input', {type: 'checkbox', checked: on, 'data-key': key(way.id), disabled: on ? shown.length === 1 : shown.length >= MOST_WAYS,
    onchange: () => change(now => {
      const mine = now.spots[index];
      const next = on ? shown.filter(id => id !== way.id) : [...shown, way.id];
      mine.techniques = next.join() === spot.sheet.join() ? [] : next;
      if (on) delete mine.doses[way.id];
    })});
  const fields = on ? FIELDS.filter(([name]) => way.dose[name]).map(([name, say, least, most]) => doseField(way, name, say, least, most, chosen, index, key, change)) : [];
  return make('div', {class: 'way'}, make('label', {class: 'tick'}, tick, way.name), ...fields);
}

function doseField(way, name, say, least, most, chosen, index, key, change) {
  const own = chosen.doses[way.id]?.[name] || ['', ''];
  const [low, high] = way.dose[name];
  const set = place => event => change(now => {
    const doses = now.spots[index].doses;
    const pair = [...(doses[way.id]?.[name] || ['', ''])];
    pair[place] = event.target.value;
    if (pair.every(value => value === '')) {
      if (doses[way.id]) delete doses[way.id][name];
      if (doses[way.id] && !Object.keys(doses[way.id]).length) delete doses[way.id];
    } else (doses[way.id] ??= {})[name] = pair;
  });
  const box = (place, of, word) => make('input', {type: 'number', min: least, max: most, inputmode: 'numeric', placeholder: of, value: own[place], 'data-key': key(`${way.id}.${name}.${place}`),
    'aria-label': `${way.name}, ${say}, ${word}`, oninput: set(place)});
  const above = own.some(value => value !== '' && Number(value) > high);
  const allow = above && make('label', {class: 'tick warn'},
    make('input', {type: 'checkbox', checked: Boolean(chosen.doses[way.id]?.allow?.includes(name)), 'data-key': key(`${way.id}.${name}.allow`), onchange: event => change(now => {
      const dose = now.spots[index].doses[way.id];
      dose.allow = (dose.allow || []).filter(each => each !== name);
      if (event.target.checked) dose.allow.push(name);
    })}), `More than the sheet’s ${high}: the clinician means this`);
  return make('div', {class: 'dose'}, make('span', {}, say), box(0, low, 'least'), make('span', {'aria-hidden': 'true'}, 'to'), box(1, high, 'most'), allow || '');
}
