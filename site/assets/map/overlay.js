// Keeps the marks on the map in step with those wanted, and leaves alone those that stay, so that
// neither focus nor pointer loses what it is on.

/** @typedef {import('./marks.js').Mark} Mark */
/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./room.js').Shift} Shift */

import { DivIcon, Marker } from './leaflet.js';

export class Overlay {
  /** @param {import('./leaflet.js').Map} map */
  constructor(map) {
    this.map = map;
    /** @type {Map<string, { mark: Mark, body: HTMLElement, marker: Marker }>} */
    this.shown = new Map();
    /** @type {Set<Place>} */
    this.lit = new Set();
  }

  /** @param {{ mark: Mark, shift: Shift }[]} wanted */
  show(wanted) {
    const keys = new Map(wanted.map(({ mark, shift }) => [`${mark.key} ${shift}`, { mark, shift }]));
    for (const [key, { marker }] of this.shown) {
      if (keys.has(key)) continue;
      marker.remove();
      this.shown.delete(key);
    }
    for (const [key, { mark, shift }] of keys) {
      const old = this.shown.get(key);
      if (old) old.mark = mark;
      else this.add(key, mark, shift);
    }
    this.light(this.lit);
  }

  /** @param {string} key @param {Mark} mark @param {Shift} shift */
  add(key, mark, [right, down]) {
    const body = mark.make();
    body.style.left = `${right}px`;
    body.style.top = `${down}px`;
    const marker = new Marker(mark.at, { keyboard: false, icon: new DivIcon({ html: body, className: 'mark-on-map', iconSize: [0, 0] }), zIndexOffset: mark.reach ? -9999 : 0 });
    marker.on('click', () => this.shown.get(key)?.mark.press());
    this.shown.set(key, { mark, body, marker: marker.addTo(this.map) });
  }

  /**
   * Lights up whatever stands for these places.
   * @param {Set<Place>} places
   */
  light(places) {
    this.lit = places;
    for (const { mark, body } of this.shown.values()) body.classList.toggle('on', mark.holds(places));
  }

  /**
   * What one presses for a place, to give the focus back to.
   * @param {Place} place
   * @returns {HTMLElement | null | undefined}
   */
  buttonOf(place) {
    const body = [...this.shown.values()].find(({ mark }) => mark.holds(new Set([place])))?.body;
    return body instanceof HTMLButtonElement ? body : body?.querySelector('button.rest');
  }
}
