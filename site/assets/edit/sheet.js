// The columns of a dataset as form fields, in the order of the schema; what is rarely filled in is folded.

/** @typedef {import('./types.js').Cells} Cells */
/** @typedef {import('./types.js').Dataset} Dataset */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Worded} Worded */
/** @typedef {import('./controls.js').Control} Control */

import { element } from '../map/dom.js';
import { control } from './controls.js';
import { Point } from './point.js';
import { said, say } from './strings.js';

export class Sheet {
  /**
   * @param {Dataset} dataset @param {import('./store.js').Store} store
   * @param {{ prefix: string, key: string, ground: import('./pinmap.js').Ground }} how `key` is the id that nobody types
   */
  constructor(dataset, store, { prefix, key, ground }) {
    this.dataset = dataset;
    this.prefix = prefix;
    this.key = key;
    /** @type {Map<string, Control>} */
    this.controls = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.boxes = new Map();
    for (const field of dataset.fields) if (field.name !== dataset.key || !key) this.add(field, store);
    const [lon, lat] = ['lon', 'lat'].map((role) => this.withRole(role));
    this.point = lon && lat ? new Point(prefix, lon, lat, this.withRole('location_note'), ground, () => this.withRole('county')?.value || this.withRole('prefecture')?.value || '') : null;
    this.node = element('div', { class: 'stack' }, ...this.parts());
  }

  /** @param {string} role */
  withRole(role) {
    const field = this.dataset.fields.find((one) => one.role === role);
    return field && this.controls.get(field.name);
  }

  /** @param {string} column */
  idOf(column) {
    return `${this.prefix}-${column}`;
  }

  /** @param {Field} field @param {import('./store.js').Store} store */
  add(field, store) {
    const id = this.idOf(field.name);
    const made = control(field, id, store.names);
    made.focus.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
    const mark = field.constraints.required ? element('b', { class: 'must' }, say.required) : '';
    const unit = field.unit ? say.unit(field.unit) : '';
    const label = made.node.getAttribute('role') === 'group' ? element('span', { id: `${id}-label`, class: 'legend-like' }, said(field, 'title'), mark) : element('label', { for: id }, said(field, 'title'), unit, ' ', mark);
    if (label.id) made.node.setAttribute('aria-labelledby', label.id);
    const error = element('div', { id: `${id}-error` });
    this.controls.set(field.name, made);
    this.boxes.set(field.name, element('div', { class: 'field', 'data-field': field.name }, label, element('p', { class: 'hint', id: `${id}-hint` }, hint(field)), error, made.node));
  }

  /** Fields in order; runs of rare ones behind a line that names them; the two coordinates as one. */
  parts() {
    /** @type {Node[]} */
    const parts = this.key ? [element('p', { class: 'sub' }, (this.key === this.dataset.next ? say.numberNew : say.number)(this.key))] : [];
    /** @type {Field[]} */
    let rare = [];
    const fold = () => {
      if (rare.length) parts.push(folded(rare, rare.map(({ name }) => this.box(name))));
      rare = [];
    };
    for (const field of this.dataset.fields.filter(({ name }) => this.boxes.has(name))) {
      if (!field.often) rare.push(field);
      else {
        fold();
        if (this.point && field.role === 'lon') parts.push(this.point.around(this.box(field.name), this.box(this.name('lat'))));
        else if (!this.point || field.role !== 'lat') parts.push(this.box(field.name));
      }
    }
    fold();
    return parts;
  }

  /** @param {string} role */
  name(role) {
    return this.dataset.fields.find((one) => one.role === role)?.name || '';
  }

  /** @param {string} name */
  box(name) {
    return /** @type {HTMLElement} */ (this.boxes.get(name));
  }

  /** @returns {Cells} */
  get cells() {
    const known = this.key ? { [this.dataset.key]: this.key } : {};
    return { ...known, ...Object.fromEntries([...this.controls].map(([name, one]) => [name, one.value])) };
  }

  set cells(cells) {
    for (const [name, one] of this.controls) one.value = cells[name] || '';
  }

  /** Tells what is wrong beside each field. @param {Worded[]} problems @param {(column: string, value: string) => void} mend */
  tell(problems, mend) {
    for (const [name, box] of this.boxes) {
      const own = problems.filter(({ column }) => column === name);
      const wrong = own.some(({ severity }) => severity === 'error');
      box.classList.toggle('bad', wrong);
      box.querySelector(`#${this.idOf(name)}-error`)?.replaceChildren(...own.flatMap((one) => sentences(one, mend)));
      this.controls.get(name)?.focus.setAttribute('aria-invalid', String(wrong));
      const fold = box.closest('details');
      if (wrong && fold) fold.open = true;
    }
  }
}

/** What the schema says of a column; where ids are picked by name, its words about codes would only puzzle. @param {Field} field */
function hint(field) {
  const text = field.role === 'sources' ? say.sourcesHint : field.link?.role === 'divisions' ? '' : said(field, 'description');
  const example = field.example !== null && !field.options.length && !field.link ? say.example(String(field.example)) : '';
  return [text, field.list && !field.link && !field.options.length && !/分号|semicolon/i.test(text) ? say.several : '', example && `${example}${say.lang === 'zh' ? '。' : '.'}`].filter(Boolean).join(say.lang === 'zh' ? '' : ' ');
}

/** @param {Field[]} fields @param {HTMLElement[]} boxes */
function folded(fields, boxes) {
  return element('details', { class: 'fold' }, element('summary', {}, say.more(fields.map((field) => said(field, 'title')))), ...boxes);
}

/** @param {Worded} problem @param {(column: string, value: string) => void} mend */
function sentences({ column, severity, fixed, ...words }, mend) {
  const wrong = severity === 'error';
  const parts = [element('p', { class: wrong ? 'err' : 'warn' }, element('span', { class: 'vh' }, wrong ? say.error : say.hint), said2(words, 'message'), element('span', { class: 'remedy' }, said2(words, 'fix')))];
  if (fixed) {
    const button = element('button', { type: 'button', class: 'btn ghost small' }, say.fix(fixed));
    button.addEventListener('click', () => mend(column, fixed));
    parts.push(element('p', { class: 'btns' }, button));
  }
  return parts;
}

/** @param {any} words @param {string} name @returns {string} */
const said2 = (words, name) => words[`${name}_${say.lang}`];
