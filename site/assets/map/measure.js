// Where distances are measured from: what the reader typed, else where the device is, if the reader asked for that.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./origin.js').Origin} Origin */

import { distances, locate } from './nearest.js';
import { named } from './origin.js';
import { say } from './strings.js';

/** So many of the nearest places are brought into sight. */
const NEAREST = 3;

export class Measure {
  /**
   * @param {HTMLFormElement} form
   * @param {Place[]} places
   * @param {(text: string) => void} tell
   * @param {() => void} turned the origin is another
   */
  constructor(form, places, tell, turned) {
    this.field = /** @type {HTMLInputElement} */ (form.elements.namedItem('from'));
    this.places = places;
    this.tell = tell;
    this.turned = turned;
    /** @type {Origin | undefined} */
    this.typed = undefined;
    /** @type {Origin | undefined} */
    this.device = undefined;
    this.field.addEventListener('change', () => { if (this.read(true)) turned(); });
  }

  get origin() {
    return this.typed || this.device;
  }

  /**
   * Takes what was typed; before the field is left, only a whole name. True if that moves the origin.
   * @param {boolean} final
   */
  read(final) {
    const words = this.field.value.trim();
    const found = words ? named(words, this.field.list, this.places) : undefined;
    const before = this.typed;
    this.typed = final || found?.name === words ? found : undefined;
    if (final && words && !found) this.tell(say.noOrigin(words));
    return before?.name !== this.typed?.name;
  }

  /** Measures from the device; a second press measures from nowhere again. */
  async ask() {
    if (this.device) return this.put(undefined);
    this.tell(say.locating);
    try {
      const at = await locate();
      this.field.value = '';
      this.typed = undefined;
      this.put({ name: say.here, at, seat: null });
    } catch (code) {
      this.tell(say.refused[Number(code)] || say.refused[2]);
    }
  }

  /** @param {Origin | undefined} device */
  put(device) {
    this.device = device;
    for (const button of document.querySelectorAll('[data-near]')) button.setAttribute('aria-pressed', String(Boolean(device)));
    this.tell('');
    this.turned();
  }

  /** @param {Place[]} places */
  distances(places) {
    return this.origin ? distances(places, this.origin.at) : null;
  }

  /** The nearest few, and says which is the first. @param {Place[]} places */
  nearest(places) {
    if (!this.origin) {
      this.tell('');
      return [];
    }
    const near = [...distances(places, this.origin.at)].slice(0, NEAREST);
    const from = this.origin === this.device ? '' : say.from(this.origin.name, this.origin.seat);
    this.tell(near.length ? from + say.nearestIs(near[0][0].name, say.distance(near[0][1])) : say.noneNear);
    return near.map(([place]) => place);
  }
}
