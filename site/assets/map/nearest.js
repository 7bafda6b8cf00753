// Where the reader is, and how far everything is from there. The position never leaves the device.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {Map<Place, number>} Distances metres in a straight line, nearest first */

import { pinned } from './places.js';

/** Mean radius of the Earth in metres, IUGG. */
const EARTH = 6371009;

/**
 * Asks the device. Rejects with the code of GeolocationPositionError, or with 0 if the browser has
 * no such thing (none has outside https).
 * @returns {Promise<LatLngTuple>}
 */
export function locate() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation || !isSecureContext) return reject(0);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve([coords.latitude, coords.longitude]),
      ({ code }) => reject(code),
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}

/**
 * Places with a pin by their distance. The others have none: "somewhere in this county" is no point.
 * @param {Place[]} places
 * @param {LatLngTuple} from
 * @returns {Distances}
 */
export function distances(places, from) {
  /** @type {[Place, number][]} */
  const far = places.filter(pinned).map((place) => [place, metres(from, place.at)]);
  return new Map(far.sort(([, a], [, b]) => a - b));
}

/**
 * Along the great circle, by the haversine formula.
 * @param {LatLngTuple} a
 * @param {LatLngTuple} b
 */
export function metres([lat1, lon1], [lat2, lon2]) {
  const rad = Math.PI / 180;
  const half = (/** @type {number} */ angle) => Math.sin((angle * rad) / 2) ** 2;
  const h = half(lat2 - lat1) + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * half(lon2 - lon1);
  return 2 * EARTH * Math.asin(Math.sqrt(h));
}
