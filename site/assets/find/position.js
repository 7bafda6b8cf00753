// Where the reader is, once she has said so by pressing a button. Kept for the visit, on the device.

import { metres } from '../map/nearest.js';

/** @typedef {import('./types.d.ts').Hit} Hit */
/** @typedef {import('../map/leaflet.js').LatLngTuple} LatLon */

const KEY = 'position';

/** @returns {LatLon | null} */
export function position() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) || 'null');
  } catch {
    return null;
  }
}

/** @param {LatLon} at */
export function keep(at) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(at));
  } catch { /* private mode: this page only */ }
}

/** Metres in a straight line to where a hit is; Infinity where its point is not known. @param {Hit} hit @param {LatLon | null} from */
export function away({ row }, from) {
  const point = row[7];
  return from && point ? metres(from, [point[1], point[0]]) : Infinity;
}
