// The stops of what travels, through the years: a slider, and the list that says the same.

/** @typedef {import('./places.js').Place & { start: string }} Stop `start`: a day, a month, a year or nothing */

import { say } from './strings.js';

export class Tour {
  /** @param {HTMLElement} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.slider = /** @type {HTMLInputElement} */ (atlas.querySelector('#until'));
    this.said = /** @type {HTMLOutputElement} */ (atlas.querySelector('output[for="until"]'));
    /** @type {Stop[]} */
    this.stops = [.../** @type {NodeListOf<HTMLLIElement>} */ (atlas.querySelectorAll('li[data-stop]'))].map(read);
  }

  get year() {
    return this.slider.value;
  }

  /** Shows the stops instead of the places, or the places again. @param {boolean} on */
  turn(on) {
    this.slider.disabled = !on; // what is disabled stays out of the address
    this.atlas.classList.toggle('on-tour', on);
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.atlas.querySelectorAll('[data-show]'))) part.hidden = (part.dataset.show === 'tour') !== on;
  }

  /** The stops up to the year of the slider; one without a date may have been at any time. @returns {Stop[]} */
  show() {
    const until = this.stops.filter(({ start }) => !start || start.slice(0, 4) <= this.year);
    for (const { item } of this.stops) item.hidden = true;
    for (const { item } of until) item.hidden = false;
    const dated = until.filter(({ start }) => start);
    const fresh = dated.filter(({ start }) => start.startsWith(this.year)).map(({ name }) => name);
    this.said.textContent = say.until(this.year, dated.length, until.length - dated.length, fresh);
    this.slider.setAttribute('aria-valuetext', this.said.textContent);
    return until;
  }
}

/** @param {HTMLLIElement} item @returns {Stop} */
function read(item) {
  const { stop = '', start = '', county = '', prefecture = '' } = item.dataset;
  const link = /** @type {HTMLAnchorElement} */ (item.querySelector('a[href]'));
  const name = (link.textContent || '').trim();
  return { id: stop, item, home: /** @type {HTMLElement} */ (item.parentElement), link, name, at: [0, 0], known: 'county', county, prefecture, icon: '', tone: '', agenda: null, start };
}
