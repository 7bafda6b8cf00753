// A pin on our own outlines. Opened when wanted: until then neither drawing nor map is fetched or made.

/**
 * @typedef {object} Ground
 * @property {string} shapes where the drawing is
 * @property {string} bounds the degrees it spans
 * @property {(code: string) => Promise<[lat: number, lon: number][][]>} line of a division, as exact as points are judged
 */

import { element, tool } from '../map/dom.js';
import { Land } from '../map/land.js';
import { Attribution, DivIcon, Marker } from '../map/leaflet.js';
import { fetchShapes } from '../map/shapes.js';
import { openMap } from '../map/stage.js';
import { say as sayOnMap } from '../map/strings.js';
import { say } from './strings.js';

/** Three metres a pixel: nearer, a finger is no longer the coarser part. */
const NEAREST = 16;
/** Where one pin is shown: a county fills the frame. */
const CLOSE = 11;

export class PinMap {
  /**
   * @param {Ground} ground
   * @param {() => string} where code of the division to look at, or nothing
   * @param {(at: [number, number]) => void} moved
   */
  constructor(ground, where, moved) {
    this.ground = ground;
    this.where = where;
    this.moved = moved;
    /** @type {[number, number] | null} */
    this.at = null;
    this.frame = element('div', { class: 'map pin-map' });
    this.node = element('details', { class: 'fold' }, element('summary', {}, say.map), element('p', { class: 'hint' }, say.mapHint), this.frame);
    this.node.addEventListener('toggle', () => { if (this.node.open) this.open(); });
  }

  async open() {
    if (this.opening) return this.look();
    this.opening = true;
    const shapes = await fetchShapes(this.ground.shapes);
    const [west, south, east, north] = this.ground.bounds.split(',').map(Number);
    const stage = element('div', { class: 'stage', role: 'region', 'aria-label': sayOnMap.map, tabindex: '0' });
    this.frame.append(stage);
    const map = this.map = openMap(stage, [[south, west], [north, east]]);
    map.setMaxZoom(NEAREST);
    this.land = new Land(map, shapes, () => {});
    map.eachLayer((layer) => layer.on('click', (/** @type {any} */ event) => this.drop(event.latlng)));
    new Attribution({ prefix: false }).addAttribution(sayOnMap.credit).addTo(map);
    this.frame.append(this.tools(map));
    await this.look();
    this.pin(this.at);
  }

  /** Goes to the county or prefecture that was chosen. */
  async look() {
    const bounds = this.land?.bounds(this.where());
    if (bounds) this.map?.fitBounds(bounds, { animate: false }); // before its outline has come
    this.land?.pick.setLatLngs(await this.ground.line(this.where()));
  }

  /** @param {import('../map/leaflet.js').Map} map */
  tools(map) {
    const centre = element('button', { type: 'button', class: 'tool' }, say.centre);
    centre.addEventListener('click', () => this.drop(map.getCenter()));
    return element('p', { class: 'map-tools' }, tool('plus', sayOnMap.zoomIn, () => map.zoomIn()), tool('minus', sayOnMap.zoomOut, () => map.zoomOut()), centre);
  }

  /** @param {{ lat: number, lng: number }} place */
  drop({ lat, lng }) {
    this.moved([lng, lat]);
  }

  /** Shows the pin where the cells say. @param {[number, number] | null} at */
  pin(at) {
    this.at = at;
    if (!this.map) return;
    this.marker?.remove();
    if (!at) return;
    const icon = new DivIcon({ html: element('span', { class: 'pin on' }), className: 'mark-on-map', iconSize: [0, 0] });
    this.marker = new Marker([at[1], at[0]], { draggable: true, autoPan: true, title: say.pin, icon, keyboard: false }).addTo(this.map);
    this.marker.on('dragend', () => { if (this.marker) this.drop(this.marker.getLatLng()); });
    if (!this.map.getBounds().contains([at[1], at[0]]) || this.map.getZoom() < CLOSE) this.map.setView([at[1], at[0]], Math.max(CLOSE, this.map.getZoom()), { animate: false });
  }
}
