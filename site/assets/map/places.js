// The list of the page is the data: what the map knows, it has read from there.

/**
 * How well we know where something is. `point` and `wide` get a pin, `county` a hatched county,
 * `prefecture` a dashed count, `nowhere` stands in the list alone.
 * @typedef {'point' | 'wide' | 'county' | 'prefecture' | 'nowhere'} Known
 */

/**
 * @typedef {object} Place
 * @property {string} id
 * @property {HTMLLIElement} item its line in the list
 * @property {HTMLElement} home the list the line belongs to
 * @property {HTMLAnchorElement} link to its page
 * @property {string} name
 * @property {[number, number]} at latitude and longitude, WGS84; only to be used if there is a pin
 * @property {Known} known
 * @property {string} county its code, or nothing
 * @property {string} prefecture likewise
 * @property {string} icon
 * @property {string} tone
 * @property {import('../hours/agenda.js').Agenda | null} agenda its opening hours, day by day
 */

/** A pin promises that one can walk there: nothing coarser than a street address may have one. */
const PINNED = ['site', 'street'];

/**
 * @param {DOMStringMap} data
 * @returns {Known}
 */
function known({ accuracy = '', lon, lat, large, county, prefecture }) {
  if (PINNED.includes(accuracy) && lon && lat) return large === undefined ? 'point' : 'wide';
  if (county && accuracy !== 'prefecture') return 'county';
  return prefecture ? 'prefecture' : 'nowhere';
}

/**
 * @param {HTMLLIElement} item
 * @param {Record<string, Place['agenda']>} agendas
 * @returns {Place}
 */
function read(item, agendas) {
  const data = item.dataset;
  const link = /** @type {HTMLAnchorElement} */ (item.querySelector('a[href]'));
  return {
    id: data.id || item.id,
    item,
    home: /** @type {HTMLElement} */ (item.parentElement),
    link,
    name: (link.textContent || '').trim(),
    at: [Number(data.lat), Number(data.lon)],
    known: known(data),
    county: data.county || '',
    prefecture: data.prefecture || '',
    icon: data.icon || 'other',
    tone: data.tone || '',
    agenda: agendas[data.hours || ''] || null,
  };
}

/**
 * Every place of the list, in its order.
 * @param {HTMLElement} atlas
 */
export function readPlaces(atlas) {
  const agendas = JSON.parse(document.getElementById('agendas')?.textContent || '{}');
  return [.../** @type {NodeListOf<HTMLLIElement>} */ (atlas.querySelectorAll('li[data-id]'))].map((item) => read(item, agendas));
}

/**
 * Whether a place has a pin.
 * @param {Place} place
 */
export const pinned = (place) => place.known === 'point' || place.known === 'wide';
