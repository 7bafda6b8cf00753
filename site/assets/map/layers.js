// What the map is about: places, or the stops of what travels. Each says how counties are painted and which marks lie on them.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('./shapes.js').Division} Division */
/** @typedef {import('./choice.js').Choice} Choice */
/** @typedef {import('./levels.js').View} View */
/** @typedef {import('./levels.js').Doors} Doors */

/**
 * @typedef {object} Layer
 * @property {Map<string, Place[]>} vague what lies somewhere in each county
 * @property {(county: Division) => Choice | null} choice what a press on a county chooses
 * @property {(land: import('./land.js').Land, far: boolean) => void} paint
 * @property {(view: View, doors: Doors) => import('./marks.js').Mark[]} marks the most important first
 */

import { ofPrefecture, ofStops, ofUnplaced } from './choice.js';
import { Heaps } from './heaps.js';
import { FAR, by, far, grouped, near, pins } from './levels.js';
import { visit } from './marks.js';
import { pinned } from './places.js';

/** @param {import('./shapes.js').Shapes} shapes @param {Place[]} places @param {number} nearest the nearest zoom there is @returns {Layer} */
export function ofPlaces(shapes, places, nearest) {
  const groups = grouped(places);
  const heaps = new Heaps(places.filter(pinned), nearest);
  // From afar a place counts in the ring of its prefecture; a point that belongs to none stands for itself.
  const loose = new Heaps(places.filter((place) => pinned(place) && !place.prefecture), nearest);
  return {
    vague: groups.vague,
    choice: (county) => {
      const inside = groups.vague.get(county.code);
      return inside ? ofUnplaced(county, inside) : null;
    },
    paint: (land, afar) => (afar ? land.shade(groups.county) : land.hatch(groups.vague)),
    marks: (view, doors) => (view.zoom < FAR ? [...far(shapes, groups, doors), ...pins(loose, view, doors)] : near(shapes, groups, heaps, view, doors)),
  };
}

/** @param {import('./shapes.js').Shapes} shapes @param {import('./tour.js').Stop[]} stops @param {string} year the last that is shown @returns {Layer} */
export function ofTour(shapes, stops, year) {
  const inside = by(stops, 'county');
  const choice = (/** @type {Division} */ county) => {
    const found = inside.get(county.code);
    return found ? ofStops(county, found) : null;
  };
  const certain = new Map([...inside].map(([code, [{ start }]]) => [code, start.length === 10 ? 'visited' : start ? 'only' : 'undated']));
  const fresh = new Set(stops.filter(({ start }) => start.startsWith(year)).map(({ county }) => county));
  return {
    vague: inside,
    choice,
    paint: (land) => land.paint((code) => [certain.get(code) || '', fresh.has(code) ? 'fresh' : '']),
    marks: (_, { choose }) => shapes.counties.filter(({ code }) => inside.has(code)).map((county) =>
      visit(county, /** @type {Place[]} */ (inside.get(county.code)), () => choose(/** @type {Choice} */ (choice(county))))),
  };
}

/** What a press on a county does where nothing lies in it, or from afar: its prefecture. @param {Division | undefined} prefecture */
export const around = (prefecture) => (prefecture ? ofPrefecture(prefecture) : null);
