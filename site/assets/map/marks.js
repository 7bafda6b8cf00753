// How things look that lie on the map and keep their size: pins, rings, names with counts.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */

/**
 * @typedef {object} Mark
 * @property {string} key marks with one key look the same and stand on the same spot
 * @property {LatLngTuple} at
 * @property {Place[]} places that light it up
 * @property {() => HTMLElement} make
 * @property {() => void} press
 * @property {[number, number]} size width and height in pixels
 * @property {number} [reach] how far it may step aside, in pixels; without, it stays
 * @property {boolean} [spare] and may be left out where there is no room
 */

import { drawn, element, icon } from './dom.js';
import { say } from './strings.js';

/** Height of a label in pixels. */
const LINE = 18;

/** A guess in pixels of how wide a label will be: a Chinese character of `--t1` has 13, others about 8. @param {string} text */
const width = (text) => 6 + [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 8), 0);

/**
 * @param {Place} place
 * @param {() => void} press
 * @returns {Mark}
 */
export function pin(place, press) {
  const wide = place.known === 'wide' ? ' wide' : '';
  const make = () => element('button', { class: `pin ${place.tone}${wide}`, type: 'button', 'aria-label': place.name, title: place.name }, icon(place.icon));
  return { key: `pin ${place.id}`, at: place.at, places: [place], make, press, size: [28, 28] };
}

/**
 * Several in one: the solid arc is the share that is surely placed.
 * @param {{ key: string, at: LatLngTuple, places: Place[], sure: number, label: string, name?: string }} many
 * @param {() => void} press
 * @returns {Mark}
 */
export function ring({ key, at, places, sure, label, name }, press) {
  const n = places.length;
  const make = () => {
    const button = element('button', { class: 'ring', type: 'button', 'aria-label': label, title: label }, arc(sure / n), element('span', {}, String(n)));
    if (name) button.append(element('span', { class: 'lab' }, name));
    return button;
  };
  return { key: `ring ${key} ${sure}/${n}`, at, places, make, press, size: [44, name ? 62 : 44], reach: name ? 20 : 0 };
}

/** @param {number} share of the whole turn, 0 to 1 */
function arc(share) {
  const circle = { cx: 22, cy: 22, r: 17 };
  const solid = { ...circle, fill: 'none', pathLength: 100, 'stroke-dasharray': `${Math.round(share * 100)} 100`, transform: 'rotate(-90 22 22)' };
  return drawn('svg', { viewBox: '0 0 44 44', 'aria-hidden': 'true' }, drawn('circle', { class: 'v', ...circle }), ...(share ? [drawn('circle', solid)] : []));
}

/**
 * The name of a prefecture.
 * @param {import('./shapes.js').Division} prefecture
 * @param {() => void} press
 * @returns {Mark}
 */
export function title({ code, short_name, label }, press) {
  const make = () => element('button', { class: 'lab', type: 'button' }, short_name);
  return { key: `name ${code}`, at: label, places: [], make, press, size: [width(short_name), LINE], reach: 60 };
}

/**
 * The dashed count beside that name: so many more lie somewhere in the prefecture.
 * @param {import('./shapes.js').Division} prefecture
 * @param {Place[]} places
 * @param {{ name: () => void, count: () => void }} press
 * @returns {Mark}
 */
export function titleWithRest(prefecture, places, press) {
  const plain = title(prefecture, press.name);
  const text = say.more(places.length);
  const make = () => {
    const count = element('button', { class: 'rest', type: 'button', 'aria-label': say.onlyIn(prefecture.name, places.length) }, element('em', {}, text));
    count.addEventListener('click', (event) => { event.stopPropagation(); press.count(); });
    return element('span', { class: 'lab' }, plain.make(), count);
  };
  return { ...plain, key: `${plain.key} ${text}`, places, make, size: [plain.size[0] + width(text) + 8, LINE + 4] };
}

/**
 * How many lie somewhere in a hatched county; from nearer, its name as well.
 * @param {import('./shapes.js').Division} county
 * @param {Place[]} places
 * @param {boolean} named
 * @param {() => void} press
 * @returns {Mark}
 */
export function count(county, places, named, press) {
  const n = String(places.length);
  const text = named ? `${county.name} ${n}` : n;
  const make = () => element('button', { class: 'lab cnt', type: 'button', 'aria-label': say.onlyIn(county.name, places.length) }, text);
  return { key: `count ${county.code} ${text}`, at: county.label, places, make, press, size: [width(text), LINE], reach: 10, spare: true };
}
