// List, form, map and address, held together: whatever changes, all four say the same.

/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */

import { readAddress, writeAddress } from './address.js';
import { Chart } from './chart.js';
import { ofPlace, ofPrefecture, ofUnplaced } from './choice.js';
import { answers, asked, fill } from './filters.js';
import { List } from './list.js';
import { distances, locate } from './nearest.js';
import { readPlaces } from './places.js';
import { fetchShapes } from './shapes.js';
import { say } from './strings.js';
import { addTools } from './tools.js';

/** So many of the nearest places are brought into sight. */
const NEAREST = 3;

export class App {
  /** @param {HTMLElement} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.form = /** @type {HTMLFormElement} */ (atlas.querySelector('#filters'));
    this.places = readPlaces(atlas);
    this.list = new List(/** @type {HTMLElement} */ (atlas.querySelector('#hits')), this.places, () => this.clear());
    /** @type {NodeListOf<HTMLElement>} */
    this.counts = atlas.querySelectorAll('[data-known]');
    /** @type {Choice | null} */
    this.chosen = null;
    /** @type {LatLngTuple | null} */
    this.self = null;
    this.listen();
  }

  /** First the list, which needs nothing; then the map, if its drawing comes. */
  async start() {
    const near = new URLSearchParams(location.search).has('near');
    const { at } = this.restore();
    const host = /** @type {HTMLElement} */ (this.atlas.querySelector('#map'));
    const still = [...host.childNodes];
    try {
      this.draw(host, await fetchShapes(this.atlas.dataset.shapes || ''));
    } catch (error) {
      // The list does without, and the drawing of the page is better than none.
      console.warn(error);
      host.replaceChildren(...still);
      this.chart = undefined;
    }
    this.open(at);
    if (near) this.nearest();
  }

  /** @param {HTMLElement} host @param {import('./shapes.js').Shapes} shapes */
  draw(host, shapes) {
    const [west, south, east, north] = (this.atlas.dataset.bounds || '').split(',').map(Number);
    this.chart = new Chart(host, [[south, west], [north, east]], shapes, (choice) => this.choose(choice));
    addTools(host, this.chart.map, { nearest: () => this.nearest(), all: () => this.leave() });
    this.show();
  }

  listen() {
    this.form.hidden = false; // without script it could filter nothing
    this.form.addEventListener('input', () => this.filter());
    this.form.addEventListener('reset', () => setTimeout(() => this.filter()));
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.filter(); });
    this.atlas.addEventListener('keydown', (event) => { if (event.key === 'Escape' && this.chosen) this.dismiss(); });
    // A jump within the page, as by the skip link, is no reason to move the map.
    window.addEventListener('popstate', () => { if (location.search !== this.search) this.open(this.restore().at); });
    for (const button of document.querySelectorAll('[data-near]')) button.addEventListener('click', () => this.nearest());
    for (const place of this.places) this.follow(place);
  }

  /** A line under the pointer or in focus lights up its mark. @param {import('./places.js').Place} place */
  follow(place) {
    for (const on of ['mouseenter', 'focusin']) place.item.addEventListener(on, () => this.chart?.glow(ofPlace(place)));
    for (const off of ['mouseleave', 'focusout']) place.item.addEventListener(off, () => this.chart?.glow(null));
  }

  /** Sets the form to what the address says. */
  restore() {
    const { query, at } = readAddress();
    fill(this.form, query);
    this.show();
    return { at };
  }

  /** Shows what answers the form, in list and map. */
  show() {
    const query = asked(this.form);
    const visible = this.places.filter((place) => answers(place, query));
    if (this.chosen?.places.some((place) => !visible.includes(place))) this.choose(null);
    this.list.show(new Set(visible), this.self && distances(visible, this.self));
    this.chart?.show(visible);
    for (const count of this.counts) count.textContent = String(visible.filter(({ known }) => known === count.dataset.known).length);
    return visible;
  }

  filter() {
    const before = this.prefecture;
    this.show();
    this.prefecture = asked(this.form).prefecture?.[0] || '';
    if (before !== this.prefecture) this.enter(this.prefecture);
    this.remember();
  }

  /** A prefecture picked in the form is gone to on the map; the form must not scroll away. @param {string} code */
  enter(code) {
    const division = this.chart?.land.divisions.get(code);
    if (division) this.choose({ ...ofPrefecture(division), at: '' });
    else this.leave();
  }

  clear() {
    fill(this.form, {});
    this.filter();
  }

  /** @param {Choice | null} choice */
  choose(choice) {
    this.chosen = choice;
    this.list.choose(choice);
    this.chart?.choice(choice);
    this.remember();
  }

  /** Closes the card and gives the focus back to the mark it came from. */
  dismiss() {
    const [place] = this.chosen?.places || [];
    this.choose(null);
    (place && this.chart?.overlay.buttonOf(place) || this.chart?.stage)?.focus();
  }

  /** Back to the whole map. */
  leave() {
    this.choose(null);
    this.chart?.all();
  }

  /** Opens what an address names: a place, a county's unplaced, a prefecture. @param {string} at */
  open(at) {
    const choice = this.named(at);
    this.prefecture = asked(this.form).prefecture?.[0] || '';
    if (!choice && this.prefecture) return this.enter(this.prefecture);
    this.choose(choice);
    if (choice) this.chart?.visit(choice);
  }

  /**
   * @param {string} at
   * @returns {Choice | null}
   */
  named(at) {
    const place = this.places.find(({ id, item }) => id === at && !item.hidden);
    if (place) return ofPlace(place);
    const division = this.chart?.land.divisions.get(at);
    if (!division) return null;
    const inside = this.chart?.groups.vague.get(at);
    if (division.prefecture) return inside ? ofUnplaced(division, inside) : null;
    return ofPrefecture(division);
  }

  remember() {
    writeAddress(asked(this.form), this.chosen?.at || '');
    this.search = location.search;
  }

  /** Sorts by distance; a second press sorts by prefecture again. */
  async nearest() {
    if (this.self) return this.turn(null, '');
    this.list.tell(say.locating);
    try {
      this.turn(await locate(), say.noneNear);
    } catch (code) {
      this.list.tell(say.refused[Number(code)] || say.refused[2]);
    }
  }

  /** @param {LatLngTuple | null} self @param {string} otherwise */
  turn(self, otherwise) {
    this.self = self;
    const visible = this.show();
    const near = self ? [...distances(visible, self)].slice(0, NEAREST) : [];
    this.list.tell(near.length ? say.nearestIs(near[0][0].name, say.distance(near[0][1])) : otherwise);
    this.chart?.here(self, near.map(([place]) => place));
    for (const button of document.querySelectorAll('[data-near]')) button.setAttribute('aria-pressed', String(Boolean(self)));
  }
}
