// Which marks lie on the map: from afar one ring a prefecture, from nearer every pin and count.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./marks.js').Mark} Mark */
/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./shapes.js').Shapes} Shapes */

/**
 * @typedef {object} View
 * @property {number} zoom
 * @property {number} nearest the nearest zoom there is
 * @property {[number, number, number, number]} frame west, south, east, north
 */

/**
 * @typedef {object} Doors what a press opens
 * @property {(choice: Choice) => void} choose
 * @property {(at: Mark['at'], zoom: number) => void} open
 */

import { ofHeap, ofPlace, ofPrefecture, ofUnplaced } from './choice.js';
import * as marks from './marks.js';
import { say } from './strings.js';

/** Below, the pins of a province would lie on each other; a phone that shows all of it is at 6.5. */
export const NEAR = 6.75;

/** From here the name of a county fits into it. */
const NAMED = 8.25;

/**
 * Places by a division they lie in.
 * @param {Place[]} places
 * @param {'county' | 'prefecture'} level
 * @returns {Map<string, Place[]>}
 */
export function grouped(places, level) {
  const groups = new Map();
  for (const place of places) groups.set(place[level], [...(groups.get(place[level]) || []), place]);
  return groups;
}

/**
 * Pins, and those that would lie on each other as one ring.
 * @param {import('./heaps.js').Heaps} heaps
 * @param {View} view
 * @param {Doors} doors
 * @returns {Mark[]}
 */
export const pins = (heaps, view, doors) => heaps.within(view.frame, view.zoom).map((heap) => pinOrRing(heap, view, doors));

/**
 * @param {Shapes} shapes
 * @param {Place[]} places
 * @param {Doors} doors
 * @returns {Mark[]}
 */
export function far({ prefectures }, places, { choose }) {
  const groups = grouped(places, 'prefecture');
  return prefectures.filter(({ code }) => groups.has(code)).map((prefecture) => {
    const inside = /** @type {Place[]} */ (groups.get(prefecture.code));
    const sure = inside.filter(({ known }) => known !== 'prefecture').length;
    const label = say.ring(prefecture.name, inside.length, sure);
    return marks.ring({ key: prefecture.code, at: prefecture.label, places: inside, sure, label, name: prefecture.short_name }, () => choose(ofPrefecture(prefecture)));
  });
}

/**
 * @param {Shapes} shapes
 * @param {Place[]} places
 * @param {import('./heaps.js').Heaps} heaps
 * @param {View} view
 * @param {Doors} doors
 * @returns {Mark[]} the most important first
 */
export function near(shapes, places, heaps, view, doors) {
  const rest = grouped(places.filter(({ known }) => known === 'prefecture'), 'prefecture');
  const vague = grouped(places.filter(({ known }) => known === 'county'), 'county');
  // Outside the frame, the Tab key would drag them in.
  return [...pins(heaps, view, doors), ...[...names(shapes, rest, doors), ...counts(shapes, vague, view, doors)].filter(({ at }) => inside(at, view.frame))];
}

/** @param {Mark['at']} at @param {View['frame']} frame */
const inside = ([lat, lon], [west, south, east, north]) => west < lon && lon < east && south < lat && lat < north;

/**
 * @param {import('./heaps.js').Heap} heap
 * @param {View} view
 * @param {Doors} doors
 */
function pinOrRing({ at, places, opens }, { nearest }, { choose, open }) {
  if (places.length === 1) return marks.pin(places[0], () => choose(ofPlace(places[0])));
  const sure = places.filter(({ known }) => known === 'point').length;
  const label = say.cluster(places.length, places.map(({ name }) => name).join(say.comma));
  const press = () => (opens > nearest ? choose(ofHeap(places)) : open(at, opens));
  return marks.ring({ key: places.map(({ id }) => id).join(), at, places, sure, label }, press);
}

/** @param {Shapes} shapes @param {Map<string, Place[]>} rest @param {Doors} doors */
function names({ prefectures }, rest, { choose }) {
  return prefectures.map((prefecture) => {
    const others = rest.get(prefecture.code);
    const name = () => choose(ofPrefecture(prefecture));
    if (!others) return marks.title(prefecture, name);
    return marks.titleWithRest(prefecture, others, { name, count: () => choose(ofUnplaced(prefecture, others)) });
  });
}

/** @param {Shapes} shapes @param {Map<string, Place[]>} vague @param {View} view @param {Doors} doors */
function counts({ counties }, vague, { zoom }, { choose }) {
  return counties.filter(({ code }) => vague.has(code)).map((county) => {
    const inside = /** @type {Place[]} */ (vague.get(county.code));
    return marks.count(county, inside, zoom >= NAMED, () => choose(ofUnplaced(county, inside)));
  });
}
