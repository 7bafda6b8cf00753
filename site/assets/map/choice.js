// What the reader has picked: a place, a division, or several places that share a mark.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./shapes.js').Division} Division */

/**
 * @typedef {object} Choice
 * @property {string} at its name in the address, or nothing
 * @property {string} title heads the card if there are several places
 * @property {Place[]} places what the card shows
 * @property {string} area the division to outline, or nothing
 * @property {boolean} [zoom] whether the map goes there
 */

import { pinned } from './places.js';
import { say } from './strings.js';

/**
 * One place. Without a pin, the division it lies in is all there is to outline.
 * @param {Place} place
 * @returns {Choice}
 */
export function ofPlace(place) {
  const area = pinned(place) ? '' : place.known === 'county' ? place.county : place.prefecture;
  return { at: place.id, title: '', places: [place], area };
}

/**
 * Places known to lie in a division and no more exactly.
 * @param {Division} division
 * @param {Place[]} places
 * @returns {Choice}
 */
export const ofUnplaced = (division, places) =>
  ({ at: division.code, title: say.onlyIn(division.name, places.length), places, area: division.code });

/**
 * A whole prefecture: the map goes there, the list opens.
 * @param {Division} division
 * @returns {Choice}
 */
export const ofPrefecture = (division) =>
  ({ at: division.code, title: '', places: [], area: division.code, zoom: true });

/**
 * What travelled through a county.
 * @param {Division} county
 * @param {Place[]} stops
 * @returns {Choice}
 */
export const ofStops = (county, stops) => ({ at: county.code, title: county.name, places: stops, area: county.code });

/**
 * Pins that stay together however near one looks.
 * @param {Place[]} places
 * @returns {Choice}
 */
export const ofHeap = (places) => ({ at: '', title: say.together(places.length), places, area: '' });
