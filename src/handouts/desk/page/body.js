// The body one points at: five figures, every pain area a named button.
import {$, drawing, make} from './elements.js';

const FIGURES = [['front', 'Front'], ['back', 'Back'], ['head', 'Head'], ['side', 'Side'], ['sole', 'Sole']];
const SMALL = ['head', 'side', 'sole'];

/** Draws the figures into `into`. `picked(region, side, name)` is called when a place is chosen. */
export function drawBody(into, start, picked) {
  const insets = make('div', {class: 'insets'});
  for (const [id, title] of FIGURES) {
    const body = start.figures[id];
    if (!body) continue;
    const svg = drawing(body.svg, start.theme, {role: 'group', 'aria-label': `${title} of the body`});
    const art = make('svg:g', {'aria-hidden': 'true'});
    art.append(...svg.childNodes);
    svg.append(art, ...hands(id, body.view_box));
    const places = areasOf(start.regions, id);
    for (const place of [...places].sort((a, b) => b.size - a.size)) svg.append(place.path); // small areas lie on top of large ones
    const order = [...places].sort((a, b) => a.top - b.top).map(place => place.path);
    order[0]?.setAttribute('tabindex', '0');
    svg.addEventListener('keydown', event => move(event, order, picked));
    svg.addEventListener('click', event => {
      const path = event.target.closest('.place');
      if (path) choose(path, picked);
    });
    const figure = make('figure', {class: id}, svg, make('figcaption', {'aria-hidden': 'true'}, title));
    (SMALL.includes(id) ? insets : into).append(figure);
  }
  into.append(insets);
  // Not on the svg itself: Chromium makes an svg that listens for focus a tab stop of its own.
  for (const kind of ['mouseover', 'focusin']) into.addEventListener(kind, event => {
    const path = event.target.closest?.('.place');
    if (path) $('over').textContent = path.getAttribute('aria-label');
  });
}

/** Which hand is which, as words beside the large figures: a figure seen from the front has its right hand at our left. */
function hands(id, box) {
  if (id !== 'front' && id !== 'back') return [];
  const [left, right] = id === 'front' ? ['right', 'left'] : ['left', 'right'];
  const middle = box[0] + box[2] / 2;
  return [[left, middle - 330, 'start'], [right, middle + 330, 'end']].map(([word, x, anchor]) =>
    make('svg:text', {class: 'hand', x, y: box[1] + 70, 'text-anchor': anchor, 'aria-hidden': 'true'}, word));
}

function areasOf(regions, figure) {
  const found = [];
  for (const region of regions) for (const outline of region.outlines) {
    if (outline.figure !== figure) continue;
    const name = outline.side === 'mid' ? region.name : `${region.name}, ${outline.side}`;
    const path = make('svg:path', {
      class: 'place', role: 'button', 'aria-pressed': 'false', tabindex: '-1', 'data-region': region.id, 'data-side': outline.side,
      'aria-label': name, d: 'M' + outline.points.map(point => point.join(' ')).join('L') + 'Z',
    });
    found.push({path, size: area(outline.points), top: Math.min(...outline.points.map(point => point[1]))});
  }
  return found;
}

function area(points) {
  let sum = 0;
  points.forEach(([x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length];
    sum += x * nextY - nextX * y;
  });
  return Math.abs(sum) / 2;
}

function move(event, order, picked) {
  const at = order.indexOf(document.activeElement);
  if (at < 0) return;
  const step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[event.key];
  const to = step ? order[(at + step + order.length) % order.length] : event.key === 'Home' ? order[0] : event.key === 'End' ? order.at(-1) : null;
  if (to) {
    order[at].setAttribute('tabindex', '-1');
    to.setAttribute('tabindex', '0');
    to.focus();
    event.preventDefault();
  }
  if (event.key === 'Enter' || event.key === ' ') {
    choose(order[at], picked);
    event.preventDefault();
  }
}

function choose(path, picked) {
  press(path);
  picked(path.dataset.region, path.dataset.side, path.getAttribute('aria-label'));
}

/** Marks one place as the chosen one; none, where `path` is missing. */
export function press(path = null) {
  for (const other of document.querySelectorAll('.place')) {
    other.setAttribute('aria-pressed', String(other === path));
    other.classList.remove('same');
  }
}

/** Lights up the areas that a search found. */
export function light(regions) {
  press();
  for (const path of document.querySelectorAll('.place')) path.classList.toggle('same', regions.has(path.dataset.region));
}
