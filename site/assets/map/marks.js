// How things look that lie on the map and keep their size: pins, rings, names with counts.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {import('./heaps.js').Mix} Mix */

/**
 * @typedef {object} Mark
 * @property {string} key marks with one key look the same and stand on the same spot
 * @property {LatLngTuple} at
 * @property {(lit: Set<Place>) => boolean} holds whether it stands for one of these
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

/** What a button is called, at length. @param {string} text */
const heard = (text) => element('span', { class: 'vh' }, text);

/** The same in short, for the eye. @param {'span' | 'em'} tag @param {string} text */
const seen = (tag, text, name = '') => element(tag, { ...(name && { class: name }), 'aria-hidden': 'true' }, text);

/**
 * @param {Place} place
 * @param {() => void} press
 * @returns {Mark}
 */
export function pin(place, press) {
  const wide = place.known === 'wide' ? ' wide' : '';
  const make = () => element('button', { class: `pin ${place.tone}${wide}`, type: 'button', 'aria-label': place.name, title: place.name }, icon(place.icon));
  return { key: `pin ${place.id}`, at: place.at, holds: (lit) => lit.has(place), make, press, size: [28, 28] };
}

/**
 * Several in one: the solid arc is the share that is surely placed, in the colours of what it is made of.
 * @param {{ at: LatLngTuple, count: number, mix: Mix, holds: Mark['holds'], label: () => string, name?: string }} many
 * @param {() => void} press
 * @returns {Mark}
 */
export function ring({ at, count, mix, holds, label, name }, press) {
  const shares = Object.entries(mix).sort();
  const make = () => {
    const said = label();
    const button = element('button', { class: 'ring', type: 'button', title: said }, heard(said), arcs(shares, count), seen('span', String(count)));
    if (name) button.append(seen('span', name, 'lab'));
    return button;
  };
  return { key: `ring ${at} ${count} ${shares}`, at, holds, make, press, size: [44, name ? 62 : 44], reach: name ? 20 : 0 };
}

/**
 * One arc a tone, one after the other; what is left of the turn stays dashed.
 * @param {[tone: string, n: number][]} shares
 * @param {number} whole
 */
function arcs(shares, whole) {
  const circle = { cx: 22, cy: 22, r: 17 };
  let from = 0;
  const solid = shares.map(([tone, n]) => {
    const turn = `rotate(${(360 * from) / whole - 90} 22 22)`;
    from += n;
    return drawn('circle', { class: tone, ...circle, fill: 'none', pathLength: 100, 'stroke-dasharray': `${(100 * n) / whole} 100`, transform: turn });
  });
  return drawn('svg', { viewBox: '0 0 44 44', 'aria-hidden': 'true' }, drawn('circle', { class: 'v', ...circle }), ...solid);
}

/**
 * The name of a prefecture.
 * @param {import('./shapes.js').Division} prefecture
 * @param {() => void} press
 * @returns {Mark}
 */
export function title({ code, short_name, label }, press) {
  const make = () => element('button', { class: 'lab', type: 'button' }, short_name);
  return { key: `name ${code}`, at: label, holds: () => false, make, press, size: [width(short_name), LINE], reach: 60 };
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
    const count = element('button', { class: 'rest', type: 'button' }, heard(say.onlyIn(prefecture.name, places.length)), seen('em', text));
    count.addEventListener('click', (event) => { event.stopPropagation(); press.count(); });
    return element('span', { class: 'lab' }, plain.make(), count);
  };
  return { ...plain, key: `${plain.key} ${text}`, holds: any(places), make, size: [plain.size[0] + width(text) + 8, LINE + 4] };
}

/**
 * The name of a county, where nothing says more.
 * @param {import('./shapes.js').Division} county
 * @returns {Mark}
 */
export function countyName({ code, name, label }) {
  const make = () => element('span', { class: 'lab cty-name', 'aria-hidden': 'true' }, name);
  return { key: `county ${code}`, at: label, holds: () => false, make, press: () => {}, size: [width(name), LINE], reach: 20, spare: true };
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
  const make = () => element('button', { class: 'lab cnt', type: 'button' }, heard(say.onlyIn(county.name, places.length)), seen('span', text));
  return { key: `count ${county.code} ${text}`, at: county.label, holds: any(places), make, press, size: [width(text), LINE], reach: 10, spare: true };
}

/**
 * A county that was visited, with the year where it is known.
 * @param {import('./shapes.js').Division} county
 * @param {(Place & { start?: string })[]} stops
 * @param {() => void} press
 * @returns {Mark}
 */
export function visit({ code, short_name, label }, stops, press) {
  const text = [short_name, (stops[0].start || '').slice(0, 4)].join(' ').trim();
  const make = () => element('button', { class: 'lab', type: 'button' }, heard(stops.map((stop) => `${stop.name} ${stop.start || say.undated}`).join(say.comma)), seen('span', text));
  return { key: `visit ${code} ${text}`, at: label, holds: any(stops), make, press, size: [width(text), LINE], reach: 20 };
}

/** @param {Place[]} places @returns {Mark['holds']} */
export const any = (places) => (lit) => places.some((place) => lit.has(place));
