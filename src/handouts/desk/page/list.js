// Today's list: drop the CSV of the appointment book, see each row's problems where they are, mend them, print all.
import {dropping} from './clinic.js';
import {$, base64, counted, make, soon} from './elements.js';

const COLUMNS = [['name', 'Name'], ['spots', 'Spots'], ['side', 'Side'], ['note', 'Note'], ['date', 'Date'], ['from', 'From'], ['large_print', 'Large print']];

/** Wires the view. `desk` gives the letterhead and look of the page, and makes and shows a sheet. */
export function setUpList(engine, start, desk) {
  let rows = [];

  async function open(file) {
    if (!file) return;
    const said = await engine.ask({ask: 'read-list', base64: base64(new Uint8Array(await file.arrayBuffer())), name: 'list.csv'});
    tell(said.problems || [], said.warnings || []);
    if (!said.rows) return;
    rows = said.rows.map(row => ({...blank(), ...row}));
    draw();
    await check();
  }

  function draw() {
    if (!rows.length) return $('rows').replaceChildren();
    const table = make('table', {}, make('thead', {}, make('tr', {}, make('th', {scope: 'col'}, 'Row'), ...COLUMNS.map(([, say]) => make('th', {scope: 'col'}, say)), make('th', {scope: 'col'}, make('span', {class: 'hidden'}, 'Remove')))));
    const body = make('tbody');
    rows.forEach((row, index) => {
      const line = make('tr', {'data-row': index}, make('th', {scope: 'row'}, String(index + 1)), ...COLUMNS.map(([name, say]) => make('td', {'data-column': name},
        make('input', {value: row[name], 'aria-label': `${say}, row ${index + 1}`, 'data-column': name, oninput: event => { rows[index][name] = event.target.value; changed(); }}))),
        make('td', {}, make('button', {type: 'button', class: 'small', 'aria-label': `Remove row ${index + 1}`, onclick: () => { rows.splice(index, 1); draw(); changed(); }}, '✕')));
      body.append(line, make('tr', {class: 'said', hidden: true}, make('td', {colspan: COLUMNS.length + 2})));
    });
    table.append(body);
    $('rows').replaceChildren(table);
  }

  function changed() {
    desk.makeSheet(null, 'Press “Make all”, and the pages show here.');
    checkSoon();
  }

  async function check() {
    const asked = JSON.stringify(rows);
    const said = await engine.ask({ask: 'check-list', ...wanted()});
    if (asked !== JSON.stringify(rows)) return false;
    const wrong = said.problems || [];
    mark(wrong);
    $('make-list').disabled = wrong.length > 0 || !rows.length;
    $('list-progress').textContent = wrong.length ? `${counted(wrong.length, 'thing')} to mend` : rows.length ? `${counted(rows.length, 'row')}, all right` : '';
    return !wrong.length;
  }
  const checkSoon = soon(check, 250);

  function mark(problems) {
    const lines = [...$('rows').querySelectorAll('tr[data-row]')];
    for (const line of lines) {
      line.nextElementSibling.hidden = true;
      for (const box of line.querySelectorAll('input')) box.removeAttribute('aria-invalid');
    }
    const elsewhere = [];
    for (const problem of problems) {
      const line = lines[problem.row];
      if (!line) { elsewhere.push(problem); continue; }
      line.querySelector(`input[data-column="${problem.column}"]`)?.setAttribute('aria-invalid', 'true');
      const cell = line.nextElementSibling.firstElementChild;
      if (line.nextElementSibling.hidden) cell.replaceChildren();
      line.nextElementSibling.hidden = false;
      cell.append(make('p', {}, [problem.column, problem.message, problem.hint].filter(Boolean).join(': ')));
    }
    tell(elsewhere, []);
  }

  function tell(problems, warnings) {
    $('list-problems').replaceChildren(...[...problems, ...warnings].map(each => make('p', {}, [each.message, each.hint].filter(Boolean).join(' '))));
  }

  const wanted = () => ({rows, look: desk.look(), clinic: desk.clinic()?.words || null, logo: desk.clinic()?.logo || null});

  async function makeAll() {
    if (!(await check())) return;
    $('list-bar').hidden = false;
    $('list-progress').textContent = 'Making the pages…';
    await desk.makeSheet({ask: 'list', ...wanted()}, '');
    $('list-bar').hidden = true;
    $('list-progress').textContent = `${counted(rows.length, 'row')} made`;
  }

  const blank = () => Object.fromEntries(COLUMNS.map(([name]) => [name, '']));
  $('csv').addEventListener('change', event => { open(event.target.files[0]); event.target.value = ''; });
  dropping($('drop-csv'), open);
  $('add-row').addEventListener('click', () => { rows.push(blank()); draw(); changed(); $('rows').querySelector('tr[data-row]:nth-last-child(2) input')?.focus(); });
  $('make-list').addEventListener('click', makeAll);
  $('clear-list').addEventListener('click', () => { rows = []; draw(); tell([], []); $('list-progress').textContent = ''; $('make-list').disabled = true; desk.makeSheet(null, 'Open a list, and its pages show here.'); });
}
