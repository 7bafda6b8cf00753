// The plan on its prefecture: a number in a disc is a point, a number on hatching lies somewhere in that county.

import { drawn, element } from '../map/dom.js';
import { say } from './strings.js';

/** @typedef {import('./types').Land} Land @typedef {import('./types').Place} Place */

/** The part of a land's drawing that is shown. @typedef {{ x: number, y: number, width: number, height: number }} View */

// Of the width of the whole drawing: air around the marks, and the least that is shown, so that a county is still known by its shape.
const AIR = 0.06;
const LEAST = 0.3;
// Height of a part, of its width.
const FLAT = 0.75;
// Marks nearer than this would cover each other, of the width shown.
const CLOSE = 0.07;

/** @param {Land} land @param {Place[]} stops in the order of the plan */
export function picture(land, stops) {
  const seen = view(land, stops);
  const vague = stops.flatMap((place, n) => (place.point || place.county ? [] : [String(n + 1)]));
  const note = [say.map, vague.length ? say.offMap(vague.join(say.comma), land.name) : '', say.credit].join(say.space);
  return element('figure', { class: 'stick' },
    element('div', { class: 'map' }, ground(land, stops, seen), drawn('svg', { class: 'over', 'aria-hidden': 'true' }, ...names(land, seen), ...areas(land, stops, seen), ...points(land, stops, seen))),
    element('figcaption', { class: 'fine' }, note));
}

/** What holds every mark; the whole land when there is none. @param {Land} land @param {Place[]} stops @returns {View} */
function view({ frame, counties }, stops) {
  const at = stops.flatMap((place) => (place.point ? [xy(place.point, frame)] : place.county && counties[place.county] ? [counties[place.county].at] : []));
  if (!at.length) return { x: 0, y: 0, width: frame.width, height: frame.height };
  const [left, right, top, bottom] = [Math.min(...at.map(([x]) => x)), Math.max(...at.map(([x]) => x)), Math.min(...at.map(([, y]) => y)), Math.max(...at.map(([, y]) => y))];
  const air = 2 * AIR * frame.width;
  const width = Math.max(LEAST * frame.width, right - left + air, (bottom - top + air) / FLAT);
  return { x: (left + right - width) / 2, y: (top + bottom - width * FLAT) / 2, width, height: width * FLAT };
}

/** @param {Land} land @param {Place[]} stops @param {View} seen */
function ground({ counties, lakes, rivers, outline }, stops, { x, y, width, height }) {
  const hatched = new Set(stops.filter((place) => !place.point).map((place) => place.county));
  const inner = Object.entries(counties).map(([code, { d }]) => drawn('path', hatched.has(code) ? { d, class: 'hatched' } : { d }));
  const lines = [{ class: 'lake', d: lakes }, { class: 'riv', d: rivers }, { class: 'prv', d: outline }].map((line) => drawn('path', line));
  return drawn('svg', { class: 'land', viewBox: [x, y, width, height].map((n) => n.toFixed(1)).join(' '), 'aria-hidden': 'true' }, drawn('g', { class: 'cty' }, ...inner), ...lines);
}

/** @param {Land} land @param {View} seen */
function names({ counties }, seen) {
  const shown = Object.values(counties).filter(({ at: [x, y] }) => x > seen.x && x < seen.x + seen.width && y > seen.y && y < seen.y + seen.height);
  return shown.map(({ at, short }) => drawn('text', percent(at, seen), document.createTextNode(short)));
}

/** Numbers of the stops known to the county, once a county, above its name. @param {Land} land @param {Place[]} stops @param {View} seen */
function areas({ counties }, stops, seen) {
  /** @type {Record<string, number[]>} */
  const numbers = {};
  stops.forEach((place, n) => { if (!place.point && place.county && counties[place.county]) (numbers[place.county] ||= []).push(n + 1); });
  return Object.entries(numbers).map(([code, all]) => {
    const text = all.join(say.comma);
    const half = 7 + 5 * text.length;
    return mark('at wide', percent(counties[code].at, seen), drawn('rect', { x: -half, y: -36, width: 2 * half, height: 24, rx: 12 }), text, -24);
  });
}

/** Numbers of the stops with a point; those too close to be told apart share a mark. @param {Land} land @param {Place[]} stops @param {View} seen */
function points({ frame }, stops, seen) {
  /** @type {{ at: [number, number], numbers: number[] }[]} */
  const marks = [];
  stops.forEach(({ point }, n) => {
    if (!point) return;
    const at = xy(point, frame);
    const beside = marks.find((one) => Math.hypot(one.at[0] - at[0], one.at[1] - at[1]) < CLOSE * seen.width);
    if (beside) beside.numbers.push(n + 1);
    else marks.push({ at, numbers: [n + 1] });
  });
  return marks.map(({ at, numbers }) => {
    const text = numbers.join(say.comma);
    const half = numbers.length > 1 ? 7 + 5 * text.length : 13;
    return mark('at', percent(at, seen), drawn('rect', { x: -half, y: -13, width: 2 * half, height: 26, rx: 13 }), text);
  });
}

/** @param {string} name @param {Record<string, string>} at @param {Element} shape @param {string} text @param {number} [y] */
const mark = (name, at, shape, text, y = 0) => drawn('svg', { class: name, ...at }, shape, drawn('text', { y }, document.createTextNode(text)));

/** @param {[number, number]} point @param {import('./types').Frame} frame @returns {[number, number]} */
const xy = ([lon, lat], { left, top, scale, cosine }) => [(lon * cosine - left) * scale, (top - lat) * scale];

/** @param {[number, number]} at @param {View} seen */
const percent = ([x, y], seen) => ({ x: `${(((x - seen.x) / seen.width) * 100).toFixed(1)}%`, y: `${(((y - seen.y) / seen.height) * 100).toFixed(1)}%` });
