// The map itself: ground, marks and card, and what it does when something is chosen.

/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./layers.js').Layer} Layer */
/** @typedef {import('./address.js').Sight} Sight */
/** @typedef {import('./shapes.js').Shapes} Shapes */
/** @typedef {import('./shapes.js').Division} Division */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */

import { Card } from './card.js';
import { element, moves } from './dom.js';
import { Land } from './land.js';
import { Attribution, DivIcon, Marker } from './leaflet.js';
import { around } from './layers.js';
import { FAR } from './levels.js';
import { Overlay } from './overlay.js';
import { pinned } from './places.js';
import { arrange } from './room.js';
import { framing, openMap, whole } from './stage.js';
import { say } from './strings.js';

/** Near enough to tell a place from its neighbours; the drawing has no streets, nearer shows nothing. */
const CLOSE = 11;

export class Chart {
  /**
   * @param {HTMLElement} host
   * @param {[LatLngTuple, LatLngTuple]} bounds
   * @param {Shapes} shapes
   * @param {(choice: Choice | null) => void} choose
   */
  constructor(host, bounds, shapes, choose) {
    this.bounds = bounds;
    this.shapes = shapes;
    this.choose = choose;
    /** @type {Layer | null} */
    this.layer = null;
    this.level = '';
    this.stage = element('div', { class: 'stage', role: 'region', 'aria-label': say.map });
    this.host = host;
    takeOver(host, this.stage);
    this.map = openMap(this.stage, bounds);
    this.land = new Land(this.map, shapes, (county) => this.press(county));
    this.overlay = new Overlay(this.map);
    this.card = new Card(host, () => choose(null));
    new Attribution({ prefix: false }).addAttribution(say.credit).addTo(this.map);
    this.map.on('moveend', () => this.draw()).on('click', () => choose(null));
  }

  /** @param {Layer} layer */
  show(layer) {
    this.layer = layer;
    this.level = '';
    this.draw();
  }

  draw() {
    if (!this.layer) return;
    const zoom = this.map.getZoom();
    this.enter(zoom < FAR ? 'far' : 'near');
    const frame = this.map.getBounds();
    /** @type {import('./levels.js').View} */
    const view = { zoom, nearest: this.map.getMaxZoom(), frame: [frame.getWest(), frame.getSouth(), frame.getEast(), frame.getNorth()] };
    const doors = { choose: this.choose, open: (/** @type {LatLngTuple} */ at, /** @type {number} */ to) => this.go(at, to) };
    this.overlay.show(arrange(this.layer.marks(view, doors), (at) => this.map.latLngToLayerPoint(at)));
  }

  /** From afar counties are shaded, from nearer hatched. @param {'far' | 'near'} level */
  enter(level) {
    if (level === this.level) return;
    this.level = this.host.dataset.level = level;
    this.layer?.paint(this.land, level === 'far');
  }

  /** A press on the ground: what lies somewhere in this county, or the prefecture. @param {Division} county */
  press(county) {
    const inside = this.map.getZoom() < FAR ? null : this.layer?.choice(county);
    const choice = inside || around(this.land.divisions.get(county.prefecture || ''));
    if (choice) this.choose(choice);
  }

  /** Shows what is chosen. @param {Choice | null} choice */
  choice(choice) {
    this.chosen = choice;
    this.card.show(choice);
    this.glow(null);
    if (!choice) return;
    const bounds = choice.zoom && this.land.bounds(choice.area);
    if (bounds) this.map.flyToBounds(bounds, { padding: [24, 24], ...motion() });
    else this.uncover(choice.places[0]);
  }

  /** Brings a pin out from under the card. @param {Place} place */
  uncover(place) {
    if (!pinned(place)) return;
    this.map.panInside(place.at, { paddingTopLeft: [60, 40], paddingBottomRight: [40, this.card.height + 40], ...motion() });
  }

  /** Lights up a place the pointer is on in the list, or again what is chosen. @param {Choice | null} choice */
  glow(choice) {
    const shown = choice || this.chosen;
    this.overlay.light(new Set(shown ? shown.places : []));
    this.land.outline(shown ? shown.area : '');
  }

  /** Goes to a place from afar, as after opening a link. @param {Choice} choice */
  visit(choice) {
    const [place] = choice.places;
    if (place && pinned(place)) this.map.setView(place.at, CLOSE, { animate: false });
    else if (this.land.bounds(choice.area)) this.map.fitBounds(/** @type {any} */ (this.land.bounds(choice.area)), { padding: [48, 48], maxZoom: CLOSE, animate: false });
  }

  /** What part is seen; null is the whole. @returns {Sight | null} */
  get sight() {
    const { lat, lng } = this.map.getCenter();
    return whole(this.map) ? null : [this.map.getZoom(), lat, lng];
  }

  /** @param {Sight} sight */
  look([zoom, lat, lon]) {
    this.map.setView([lat, lon], zoom, { animate: false });
  }

  /** @param {LatLngTuple} at @param {number} zoom */
  go(at, zoom) {
    this.map.flyTo(at, zoom, motion());
  }

  /** Goes back to the whole. */
  all() {
    this.map.flyToBounds(this.bounds, { ...framing(this.map), ...motion() });
  }

  /** Puts the point one measures from on the map with the nearest places in sight, or takes it off. @param {LatLngTuple | null} at @param {string} title @param {Place[]} nearest */
  here(at, title, nearest) {
    this.self?.remove();
    if (!at) return;
    const dot = element('span', { class: 'here', title });
    this.self = new Marker(at, { keyboard: false, interactive: false, zIndexOffset: -5000, icon: new DivIcon({ html: dot, className: 'mark-on-map', iconSize: [0, 0] }) }).addTo(this.map);
    if (nearest.length) this.map.fitBounds([at, ...nearest.map((place) => place.at)], { padding: [60, 60], maxZoom: CLOSE, animate: false });
  }
}

/**
 * Replaces the drawing of the page by the map, in a box of the same height for its width.
 * @param {HTMLElement} host
 * @param {HTMLElement} stage
 */
function takeOver(host, stage) {
  const drawing = host.firstElementChild?.getBoundingClientRect();
  if (drawing?.width) host.style.setProperty('--tall', `${(100 * drawing.height) / drawing.width}%`);
  host.replaceChildren(stage);
  host.classList.add('live');
}

/** How a jump is made. */
const motion = () => (moves() ? { duration: 0.5 } : { animate: false });
