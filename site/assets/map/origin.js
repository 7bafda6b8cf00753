// A place or division typed by name, to measure from.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {{ name: string, at: LatLngTuple, seat: boolean | null }} Origin `seat`: a division's seat, else its middle; null for a place */

import { pinned } from './places.js';

/**
 * What the words name: a division or a place exactly, else the first that begins with them, else one that holds them.
 * @param {string} words
 * @param {HTMLDataListElement | null} divisions
 * @param {Place[]} places
 * @returns {Origin | undefined}
 */
export function named(words, divisions, places) {
  const all = [...[...(divisions?.options || [])].map(ofDivision), ...places.filter(pinned).map(ofPlace)];
  return all.find(({ name }) => name === words) || all.find(({ name }) => name.startsWith(words)) || all.find(({ name }) => name.includes(words));
}

/** @param {HTMLOptionElement} option @returns {Origin} */
function ofDivision({ value, dataset }) {
  const [lon, lat] = (dataset.at || '').split(' ').map(Number);
  return { name: value, at: [lat, lon], seat: 'seat' in dataset };
}

/** @param {Place} place @returns {Origin} */
const ofPlace = ({ name, at }) => ({ name, at, seat: null });
