// One control a column: what it shows, what it holds. Empty is unknown, always.

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Names} Names */
/** @typedef {{ node: HTMLElement, focus: HTMLElement, value: string }} Control */

import { element } from '../map/dom.js';
import { Picker } from './picker.js';
import { said, say } from './strings.js';

/** Text that is likely to be longer than a line. */
const LONG = 24;
const LONG_ROLES = ['note', 'location_note', 'reason'];
/** @type {Record<string, string>} */
const KEYPADS = { integer: 'numeric', year: 'numeric', number: 'decimal', phone: 'tel', url: 'url', website: 'url' };

/** @param {Field} field @param {string} id @param {Map<string, Names>} names @returns {Control} */
export function control(field, id, names) {
  const known = field.link && names.get(field.link.dataset);
  if (field.options.length && field.list) return new Ticks(field, id);
  if (field.options.length) return choice(id, options(field), field);
  if (field.type === 'boolean') return choice(id, [element('option', { value: 'true' }, say.yes), element('option', { value: 'false' }, say.no)], field);
  if (known && field.link?.role === 'divisions' && ['prefecture', 'county'].includes(field.role)) return choice(id, divisions(known, field.role), field);
  if (known) return new Picker(id, known, field.list);
  return text(field, id);
}

/** @param {Field} field */
const options = (field) => field.options.map((one) => element('option', { value: one.code }, said(one, 'label')));

/** @param {string} id @param {HTMLElement[]} inside @param {Field} field @returns {Control} */
function choice(id, inside, field) {
  const first = element('option', { value: '' }, field.constraints.required ? say.choose : say.unknown);
  const select = element('select', { id, name: field.name }, first, ...inside);
  return {
    node: select, focus: select,
    get value() { return select.value; },
    set value(value) {
      if (![...select.options].some((option) => option.value === value)) select.append(element('option', { value }, value));
      select.value = value;
    },
  };
}

/** Counties under their prefecture; prefectures plainly. @param {Names} names @param {string} role */
function divisions(names, role) {
  const all = [...names.values()];
  /** @param {string} parent */
  const within = (parent) => all.filter((one) => one[3] === parent);
  const prefectures = within('').flatMap(([code]) => within(code));
  /** @param {import('./types.js').Name} one */
  const option = ([code, name]) => element('option', { value: code }, name);
  return role === 'prefecture' ? prefectures.map(option) : prefectures.map(([code, name]) => element('optgroup', { label: name }, ...within(code).map(option)));
}

/** @param {Field} field @param {string} id @returns {Control} */
function text(field, id) {
  const keypad = KEYPADS[field.format] || KEYPADS[field.type] || KEYPADS[field.role];
  const long = LONG_ROLES.includes(field.role) || (!keypad && String(field.example ?? '').length > LONG);
  const short = field.type !== 'string' || ['partial-date', 'phone'].includes(field.format) || field.constraints.pattern;
  const attributes = { id, name: field.name, autocomplete: 'off', ...(keypad && { inputmode: keypad }), ...(short && { class: 'short' }) };
  return asControl(long ? element('textarea', { ...attributes, rows: '2' }) : element('input', attributes));
}

/** @param {HTMLInputElement | HTMLTextAreaElement} input @returns {Control} */
function asControl(input) {
  return { node: input, focus: input, get value() { return input.value; }, set value(value) { input.value = value; } };
}

/** A list out of a vocabulary: boxes to tick. */
class Ticks {
  /** @param {Field} field @param {string} id */
  constructor(field, id) {
    this.boxes = field.options.map((one) => element('input', { type: 'checkbox', value: one.code, name: field.name }));
    this.node = element('div', { id, class: 'days', role: 'group' }, ...field.options.map((one, n) => element('label', { class: 'tick' }, this.boxes[n], said(one, 'label'))));
    this.focus = this.boxes[0];
  }

  get value() {
    return this.boxes.filter(({ checked }) => checked).map(({ value }) => value).join(';');
  }

  set value(value) {
    for (const box of this.boxes) box.checked = value.split(';').includes(box.value);
  }
}
