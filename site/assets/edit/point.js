// Where something is: out of a pasted link, from two numbers, or with a pin on the map.

/** @typedef {import('./controls.js').Control} Control */

import { element } from '../map/dom.js';
import { toWgs84, written } from './datum.js';
import { readPlace } from './paste.js';
import { PinMap } from './pinmap.js';
import { say } from './strings.js';

export class Point {
  /**
   * @param {string} prefix @param {Control} lon @param {Control} lat
   * @param {Control | undefined} note where the origin of the point is told
   * @param {import('./pinmap.js').Ground} ground
   * @param {() => string} where code of the division that was chosen, or nothing
   */
  constructor(prefix, lon, lat, note, ground, where) {
    this.lon = lon;
    this.lat = lat;
    this.note = note;
    const id = `${prefix}-paste`;
    this.paste = element('input', { id, autocomplete: 'off', 'aria-describedby': `${id}-hint ${id}-said` });
    this.told = element('p', { id: `${id}-said`, class: 'told', role: 'status' });
    this.datums = element('fieldset', { class: 'datums', hidden: '' }, element('legend', {}, say.datum), ...say.datums.map(([datum, label]) => this.radio(prefix, datum, label)));
    this.parts = [
      element('p', { class: 'hint' }, say.pointHint),
      element('label', { for: id }, say.pasteLabel),
      element('p', { class: 'hint', id: `${id}-hint` }, say.pasteHint),
      this.paste, this.told, this.datums,
    ];
    this.map = new PinMap(ground, where, (at) => this.put(at, say.noted));
    this.paste.addEventListener('input', () => this.read());
    for (const one of [lon, lat]) one.focus.addEventListener('change', () => this.map.pin(this.at));
  }

  /** @param {string} prefix @param {string} datum @param {string} label */
  radio(prefix, datum, label) {
    const box = element('input', { type: 'radio', name: `${prefix}-datum`, value: datum });
    box.addEventListener('change', () => this.read());
    return element('label', { class: 'tick' }, box, element('span', {}, label, ' ', element('span', { class: 'sub' }, datum)));
  }

  /** @param {HTMLElement} lon @param {HTMLElement} lat */
  around(lon, lat) {
    return element('fieldset', { class: 'field' }, element('legend', {}, say.point), ...this.parts, this.map.node, element('div', { class: 'two' }, lon, lat));
  }

  /** The point the two cells hold, or null. @returns {[number, number] | null} */
  get at() {
    const [lon, lat] = [this.lon, this.lat].map(({ value }) => (value.trim() ? Number(value) : NaN));
    return Number.isNaN(lon + lat) ? null : [lon, lat];
  }

  /** Takes what was pasted as soon as it says enough. */
  read() {
    const text = this.paste.value.trim();
    const found = text ? readPlace(text) : null;
    const asked = Boolean(found && 'lon' in found && !found.datum);
    this.datums.hidden = !asked;
    this.told.textContent = '';
    if (!text) return;
    if (!found) this.told.textContent = say.unread;
    else if ('short' in found) this.told.textContent = say.short;
    else this.take(found, found.datum || /** @type {HTMLInputElement | null} */ (this.datums.querySelector(':checked'))?.value || '');
  }

  /** @param {{ from: string, lon: number, lat: number }} found @param {string} datum */
  take({ from, lon, lat }, datum) {
    if (!datum) return;
    const service = say.services[from] || '';
    const name = datum.startsWith('BD-09') ? 'BD-09' : datum;
    this.told.textContent = say.converted(service, name);
    this.put(toWgs84(datum, lon, lat), say.note(service, name));
  }

  /** @param {[number, number]} at @param {string} origin */
  put([lon, lat], origin) {
    this.lon.value = written(lon);
    this.lat.value = written(lat);
    if (this.note && (!this.note.value || this.note.value === this.origin)) this.note.value = this.origin = origin;
    this.map.pin([lon, lat]);
    this.lat.focus.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
