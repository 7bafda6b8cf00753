// Places into days. The same places and the same wish give the same days: nothing here is chance or clock.

import { later, spans } from '../hours/agenda.js';

/** @typedef {import('./types').Place} Place @typedef {import('./types').Wish} Wish @typedef {import('./types').Day} Day @typedef {import('./types').Stop} Stop */

/** How far apart two places of one day may lie in a straight line, metres: what a family still drives between two visits. */
const REACH = 30_000;
// The mean radius of the earth, metres, as in scripts/kepu/distance.py.
const RADIUS = 6_371_008.8;
/** @type {Record<string, number>} */
const SURE = { official: 2, reported: 1 };

/** The places that fit the wish, the best known first. @param {Place[]} places @param {Wish} wish */
export function fitting(places, wish) {
  const found = places.filter((place) => place.prefecture === wish.in && (!wish.kinds.length || wish.kinds.includes(place.kind)));
  return found.sort((a, b) => rank(b) - rank(a) || compare(a.id, b.id));
}

/** @param {Place[]} found best known first @param {Wish} wish @returns {Day[]} */
export function days(found, wish) {
  const left = [...found];
  const made = [];
  for (let n = 0; n < wish.days && left.length; n++) {
    const date = wish.from && later(wish.from, n);
    made.push({ date, stops: day(left, date, wish.each) });
  }
  return made;
}

/** One day, taken out of what is left. @param {Place[]} left @param {string} date @param {number} each @returns {Stop[]} */
function day(left, date, each) {
  const open = left.filter((place) => !closed(place, date));
  /** @type {Stop[]} */
  const stops = open.length ? [{ place: open[0], metres: null }] : [];
  while (stops.length && stops.length < each) {
    const next = nearest(stops, open);
    if (!next) break;
    stops.push(next);
  }
  for (const { place } of stops) left.splice(left.indexOf(place), 1);
  return stops;
}

/** What comes next: in reach of the last stop, known hours before unknown, then the nearest; else the best known in the county of the first. @param {Stop[]} stops @param {Place[]} open @returns {Stop | null} */
function nearest(stops, open) {
  const [first, last] = [stops[0].place, stops[stops.length - 1].place];
  const others = open.filter((place) => !stops.some((stop) => stop.place === place));
  const near = others.map((place) => ({ place, metres: apart(last, place) })).filter(({ metres }) => metres !== null && metres <= REACH);
  near.sort((a, b) => Number(!a.place.hours) - Number(!b.place.hours) || Number(a.metres) - Number(b.metres) || compare(a.place.id, b.place.id));
  const beside = others.find((place) => first.county && place.county === first.county && apart(last, place) === null);
  return near[0] || (beside ? { place: beside, metres: null } : null);
}

/** Known to be closed all day; a day of which nothing is known is not. @param {Place} place @param {string} date */
const closed = (place, date) => Boolean(date) && spans(place.agenda, date)?.length === 0;

/** How well a place is known. @param {Place} place */
const rank = (place) => (place.point ? 8 : place.county ? 4 : 0) + (place.hours ? 3 : 0) + (SURE[place.seal] || 0);

/** Metres in a straight line; null unless both points are known. @param {Place} a @param {Place} b */
export function apart(a, b) {
  if (!a.point || !b.point) return null;
  const [lon1, lat1, lon2, lat2] = [...a.point, ...b.point].map((degrees) => (degrees * Math.PI) / 180);
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * RADIUS * Math.asin(Math.sqrt(half));
}

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
