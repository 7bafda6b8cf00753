// List, form, map and address, held together: whatever changes, all four say the same.

/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./filters.js').Query} Query */
/** @typedef {import('./address.js').Sight} Sight */

import { readAddress, wordsOf, writeAddress } from './address.js';
import { Chart } from './chart.js';
import { ofPlace, ofPrefecture } from './choice.js';
import { answers, asked, fill, unfold } from './filters.js';
import { offerFrame } from './frame.js';
import { ofPlaces, ofTour } from './layers.js';
import { List } from './list.js';
import { suggestions } from './loosen.js';
import { Measure } from './measure.js';
import { readPlaces } from './places.js';
import { fetchShapes } from './shapes.js';
import { addTiles } from './tiles.js';
import { addTools } from './tools.js';
import { Tour } from './tour.js';

export class App {
  /** @param {HTMLElement} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.form = /** @type {HTMLFormElement} */ (atlas.querySelector('#filters'));
    this.places = readPlaces(atlas);
    this.tour = new Tour(atlas);
    this.list = new List(/** @type {HTMLElement} */ (atlas.querySelector('#hits')), this.places, () => this.form.reset());
    this.measure = new Measure(this.form, this.places, (text) => this.list.tell(text), () => this.turn());
    /** @type {NodeListOf<HTMLElement>} */
    this.counts = atlas.querySelectorAll('[data-known]');
    /** @type {Choice | null} */
    this.chosen = null;
    this.frame = offerFrame(atlas);
    this.listen();
  }

  /** First the list, which needs nothing; then the map, if its drawing comes. */
  async start() {
    const near = new URLSearchParams(location.search).has('near');
    const { at, sight } = this.restore();
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
    if (this.measure.origin) this.turn();
    this.open(at, sight);
    this.chart?.map.on('moveend', () => this.remember());
    if (near) this.measure.ask();
  }

  /** @param {HTMLElement} host @param {import('./shapes.js').Shapes} shapes */
  draw(host, shapes) {
    const [west, south, east, north] = (this.atlas.dataset.bounds || '').split(',').map(Number);
    this.chart = new Chart(host, [[south, west], [north, east]], shapes, (choice) => this.choose(choice));
    addTiles(this.chart.map, this.atlas.dataset.tiles);
    addTools(host, this.chart.map, { nearest: () => this.measure.ask(), all: () => this.leave() });
    this.show();
  }

  listen() {
    this.form.hidden = false; // without script it could filter nothing
    this.form.addEventListener('input', () => this.filter());
    this.form.addEventListener('reset', () => setTimeout(() => { this.measure.read(true); this.filter(); }));
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.filter(); });
    this.atlas.addEventListener('keydown', (event) => { if (event.key === 'Escape' && this.chosen) this.dismiss(); });
    // A jump within the page, as by the skip link, is no reason to move the map.
    window.addEventListener('popstate', () => { if (location.search !== this.search) { const { at, sight } = this.restore(); this.open(at, sight); } });
    for (const button of document.querySelectorAll('[data-near]')) button.addEventListener('click', () => this.measure.ask());
    for (const place of [...this.places, ...this.tour.stops]) this.follow(place);
  }

  /** A line under the pointer or in focus lights up its mark. @param {import('./places.js').Place} place */
  follow(place) {
    for (const on of ['mouseenter', 'focusin']) place.item.addEventListener(on, () => this.chart?.glow(ofPlace(place)));
    for (const off of ['mouseleave', 'focusout']) place.item.addEventListener(off, () => this.chart?.glow(null));
  }

  /** Sets the form to what the address says. */
  restore() {
    const { query, at, sight } = readAddress();
    fill(this.form, query);
    unfold(this.form);
    this.measure.read(true);
    this.show();
    return { at, sight };
  }

  /** Shows what answers the form, in list and map. */
  show() {
    const touring = asked(this.form).show?.[0] === 'tour';
    this.tour.turn(touring);
    if (touring) this.showTour();
    else this.showPlaces();
  }

  showTour() {
    const stops = this.tour.show();
    if (this.chosen?.places.some((one) => !stops.some((stop) => stop === one))) this.choose(null);
    this.chart?.show(ofTour(this.chart.shapes, stops, this.tour.year));
  }

  showPlaces() {
    const query = asked(this.form);
    const { yes, maybe } = answers(this.places, query);
    const visible = query.maybe ? [...yes, ...maybe] : yes;
    const all = new Set(visible);
    if (this.chosen?.places.some((place) => !all.has(place))) this.choose(null);
    this.list.show(all, query.maybe ? new Set(maybe) : new Set(), this.measure.distances(visible));
    this.list.offer(this.form, maybe.length);
    if (!visible.length) this.list.suggest(suggestions(this.form, this.places, query, () => this.filter()));
    this.chart?.show(ofPlaces(this.chart.shapes, this.places.filter((place) => all.has(place)), this.chart.map.getMaxZoom()));
    for (const count of this.counts) count.textContent = String(visible.filter(({ known }) => known === count.dataset.known).length);
  }

  filter() {
    const before = this.prefecture;
    const moved = this.measure.read(false);
    this.show();
    if (moved) this.turn();
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

  /** Opens what an address names: a place, a county's unplaced, a prefecture; and the part of the map it was seen in. @param {string} at @param {Sight | null} sight */
  open(at, sight) {
    const choice = this.named(at);
    this.prefecture = asked(this.form).prefecture?.[0] || '';
    if (sight) {
      this.choose(choice && { ...choice, zoom: false });
      this.chart?.look(sight);
    } else if (!choice && this.prefecture) {
      this.enter(this.prefecture);
    } else {
      this.choose(choice);
      if (choice) this.chart?.visit(choice);
    }
    this.remember();
  }

  /**
   * @param {string} at
   * @returns {Choice | null}
   */
  named(at) {
    const place = [...this.places, ...this.tour.stops].find(({ id, item }) => id === at && !item.hidden);
    if (place) return ofPlace(place);
    const division = this.chart?.land.divisions.get(at);
    if (!division) return null;
    if (!division.prefecture) return ofPrefecture(division);
    return this.chart?.layer?.choice(division) || null;
  }

  /** Sorts by distance from what is measured from, and brings the nearest into sight. */
  turn() {
    this.show();
    const { origin } = this.measure;
    const nearest = this.measure.nearest(asked(this.form).maybe ? this.places : answers(this.places, asked(this.form)).yes);
    this.chart?.here(origin ? origin.at : null, origin ? origin.name : '', nearest);
  }

  remember() {
    const words = wordsOf(asked(this.form), this.chosen?.at || '', this.chart?.sight || null);
    writeAddress(words);
    this.search = location.search;
    this.frame(words);
  }
}
