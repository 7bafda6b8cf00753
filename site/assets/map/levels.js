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
import { mixed } from './heaps.js';
import * as marks from './marks.js';
import { say } from './strings.js';

/** Below, the pins of a province would lie on each other; a phone that shows all of it is at 6.5. */
export const FAR = 6.75;

/** From here the name of a county fits into it. */
const NAMED = 8.25;

/** So many names a ring says; more would be read out for minutes. */
const NAMES = 12;

/**
 * @typedef {object} Groups places by a division they lie in
 * @property {Map<string, Place[]>} prefecture all of them
 * @property {Map<string, Place[]>} county those whose county is known
 * @property {Map<string, Place[]>} vague those of which no more than the county is known
 * @property {Map<string, Place[]>} rest those of which no more than the prefecture is known
 */

/**
 * @param {Place[]} places
 * @returns {Groups}
 */
export const grouped = (places) => ({
  prefecture: by(places, 'prefecture'),
  county: by(places.filter(({ county }) => county), 'county'),
  vague: by(places.filter(({ known }) => known === 'county'), 'county'),
  rest: by(places.filter(({ known }) => known === 'prefecture'), 'prefecture'),
});

/**
 * @template {Place} P
 * @param {P[]} places
 * @param {'county' | 'prefecture'} level
 * @returns {Map<string, P[]>}
 */
export function by(places, level) {
  const groups = new Map();
  for (const place of places) {
    const group = groups.get(place[level]);
    if (group) group.push(place);
    else groups.set(place[level], [place]);
  }
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
 * @param {Groups} groups
 * @param {Doors} doors
 * @returns {Mark[]}
 */
export function far({ prefectures }, groups, { choose }) {
  return prefectures.filter(({ code }) => groups.prefecture.has(code)).map((prefecture) => {
    const inside = /** @type {Place[]} */ (groups.prefecture.get(prefecture.code));
    const sure = inside.filter(({ known }) => known !== 'prefecture');
    const label = () => say.ring(prefecture.name, inside.length, sure.length);
    return marks.ring({ at: prefecture.label, count: inside.length, mix: mixed(sure), holds: marks.any(inside), label, name: prefecture.short_name }, () => choose(ofPrefecture(prefecture)));
  });
}

/**
 * @param {Shapes} shapes
 * @param {Groups} groups
 * @param {import('./heaps.js').Heaps} heaps
 * @param {View} view
 * @param {Doors} doors
 * @returns {Mark[]} the most important first
 */
export function near(shapes, groups, heaps, view, doors) {
  const written = [...names(shapes, groups.rest, doors), ...counts(shapes, groups.vague, view, doors), ...counties(shapes, groups.vague, view)];
  // Outside the frame, the Tab key would drag them in.
  return [...pins(heaps, view, doors), ...written.filter(({ at }) => inside(at, view.frame))];
}

/** @param {Mark['at']} at @param {View['frame']} frame */
const inside = ([lat, lon], [west, south, east, north]) => west < lon && lon < east && south < lat && lat < north;

/**
 * @param {import('./heaps.js').Heap} heap
 * @param {View} view
 * @param {Doors} doors
 */
function pinOrRing({ at, count, opens, mix, places }, { nearest }, { choose, open }) {
  if (count === 1) return marks.pin(places()[0], () => choose(ofPlace(places()[0])));
  const label = () => say.cluster(count, places(NAMES).map(({ name }) => name).join(say.comma) + (count > NAMES ? say.andMore : ''));
  const press = () => (opens > nearest ? choose(ofHeap(places())) : open(at, opens));
  return marks.ring({ at, count, mix, holds: (lit) => lit.size > 0 && marks.any(places())(lit), label }, press);
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

/** The other counties' names, where there is room. @param {Shapes} shapes @param {Map<string, Place[]>} vague @param {View} view */
function counties({ counties }, vague, { zoom }) {
  return zoom < NAMED ? [] : counties.filter(({ code }) => !vague.has(code)).map(marks.countyName);
}
