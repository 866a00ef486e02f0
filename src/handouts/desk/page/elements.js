// Small tools for making parts of the page. Text always goes in as text, never as markup.

export const $ = id => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and children; `svg:path` makes one of SVG. A false or missing attribute is left out. */
export function make(tag, attributes = {}, ...inside) {
  const element = tag.startsWith('svg:') ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...inside.filter(part => part !== null && part !== undefined && part !== false));
  return element;
}

const KEPT = {g: [], path: ['d']};

/**
 * A drawing of the dataset as elements made anew. Only groups and the outlines of paths are taken over, so that nothing else in a
 * file (a script, a link, a picture from elsewhere) reaches the page. Colours come from the theme, by the roles that a path names.
 */
export function drawing(svgText, theme, attributes = {}) {
  const parsed = new DOMParser().parseFromString(svgText, 'image/svg+xml').documentElement;
  const box = (parsed.getAttribute('viewBox') || '0 0 1 1').split(/\s+/).map(Number);
  const svg = make('svg:svg', {viewBox: box.join(' '), ...attributes});
  svg.append(...copied(parsed, theme, box));
  return svg;
}

function copied(element, theme, box) {
  const parts = [];
  for (const child of element.children) {
    const kept = KEPT[child.localName];
    if (!kept) continue;
    const twin = make(`svg:${child.localName}`);
    for (const name of kept) if (child.hasAttribute(name)) twin.setAttribute(name, child.getAttribute(name));
    if (child.localName === 'path') colour(twin, child.getAttribute('class') || '', theme, box);
    twin.append(...copied(child, theme, box));
    parts.push(twin);
  }
  return parts;
}

function colour(path, roles, theme, box) {
  path.setAttribute('fill', 'none');
  for (const role of roles.split(/\s+/)) {
    const paint = theme[role];
    if (!paint) continue;
    if (paint.fill) path.setAttribute('fill', paint.fill);
    if (paint.stroke) {
      path.setAttribute('stroke', paint.stroke);
      // Widths are told in points on the printed page; here they follow the size of the drawing.
      path.setAttribute('stroke-width', String(paint.width_pt * box[2] / 200));
      path.setAttribute('stroke-linejoin', 'round');
    }
  }
}

/** Calls `act` once, `wait_ms` after the last call. */
export function soon(act, wait_ms) {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given), wait_ms); };
}

/** "1 page", "3 pages". */
export const counted = (number, one, many = one + 's') => `${number} ${number === 1 ? one : many}`;

/** Bytes as text that JSON can carry; in pieces, since a call takes only so many arguments. */
export function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
