// Leaflet, set up so that the page stays a page: fingers and wheels belong to it until the map needs them.

/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */

import { moves } from './dom.js';
import { LatLngBounds, Map, Point, SVG } from './leaflet.js';

/** The drawing is true to about 300 m; nearer, its lines would pretend to know more. */
const NEAREST = 13;

/** A map with one drawing for all lines, that also pans by key without gliding if the reader asked for rest. */
const QuietMap = Map.extend({
  getRenderer() {
    if (!this.drawing) this.addLayer(this.drawing = new SVG({ padding: 0.5 }));
    return this.drawing;
  },
  /** @param {any} offset @param {object} options */
  panBy(offset, options) {
    return Map.prototype.panBy.call(this, offset, { animate: moves(), ...options });
  },
});

/**
 * @param {HTMLElement} stage
 * @param {[LatLngTuple, LatLngTuple]} bounds
 * @returns {Map}
 */
export function openMap(stage, bounds) {
  const map = new (/** @type {any} */ (QuietMap))(stage, {
    attributionControl: false,
    fadeAnimation: false,
    inertia: moves(),
    maxBounds: new LatLngBounds(bounds).pad(0.25),
    maxZoom: NEAREST,
    scrollWheelZoom: false,
    zoomAnimation: moves(),
    zoomControl: false,
    zoomSnap: 0, // the whole province fits exactly, as in the drawing it replaces
  });
  stage.addEventListener('focusin', () => map.scrollWheelZoom.enable());
  stage.addEventListener('focusout', () => map.scrollWheelZoom.disable());
  return keepWhole(map, bounds);
}

/** Whether all is seen; a flight lands a hair beside the zoom it aimed at. @param {Map} map */
export const whole = (map) => map.getZoom() < map.getMinZoom() + 0.01;

/** Pixels below the drawing: on a phone the buttons have a strip of their own. @param {Map} map */
const strip = (map) => parseFloat(getComputedStyle(/** @type {HTMLElement} */ (map.getContainer().parentElement)).paddingBottom);

/**
 * How the whole is framed.
 * @param {Map} map
 * @returns {import('leaflet').FitBoundsOptions}
 */
export const framing = (map) => ({ paddingBottomRight: [0, strip(map)] });

/**
 * Zooming out ends where the whole is seen, at any size of the window. There nothing is left to
 * pan, so one finger scrolls the page.
 * @param {Map} map
 * @param {[LatLngTuple, LatLngTuple]} bounds
 */
function keepWhole(map, bounds) {
  // The old limit goes first, since Leaflet never looks below it.
  const limit = () => map.setMinZoom(0).setMinZoom(map.getBoundsZoom(bounds, false, new Point(0, strip(map))));
  const fit = () => limit().fitBounds(bounds, { ...framing(map), animate: false });
  const lend = () => map.dragging[whole(map) ? 'disable' : 'enable']();
  map.on('zoomend', lend).on('resize', () => (whole(map) ? fit() : limit()));
  return fit();
}
