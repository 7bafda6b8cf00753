// The plan as a page: what to do on which day, and how sure each thing is.

import { spans } from '../hours/agenda.js';
import { element, icon } from '../map/dom.js';
import { picture } from './map.js';
import { lang, say } from './strings.js';

/** @typedef {import('./types').Atlas} Atlas @typedef {import('./types').Wish} Wish @typedef {import('./types').Day} Day @typedef {import('./types').Stop} Stop @typedef {import('./types').Place} Place */

/** The way to the root of the portal from this page. */
export const root = new URL(lang === 'en' ? '../../../' : '../../', location.href).href;

/** @param {Atlas} atlas @param {Wish} wish @param {Day[]} days @param {number} left @param {HTMLElement} ways */
export function page(atlas, wish, days, left, ways) {
  const land = atlas.land[wish.in];
  const places = days.flatMap(({ stops }) => stops.map(({ place }) => place));
  const timed = places.filter((place) => place.hours).length;
  const kinds = wish.kinds.map((kind) => `&kind=${encodeURIComponent(kind)}`).join('');
  return [
    element('h2', { tabindex: '-1' }, say.title(land.name, days.length, places.length)),
    element('p', {}, say.sure(places.length, places.filter(({ point }) => point).length, timed)),
    ...(wish.from ? [] : [element('p', { class: 'note' }, say.dayless)]),
    ways,
    element('div', { class: 'split sec' },
      element('div', {}, ...days.map((day, n) => section(atlas, day, n + 1))),
      picture(land, places)),
    element('p', { class: 'sub' }, say.left(left), say.space, element('a', { href: `${root}map/?prefecture=${wish.in}${kinds}` }, say.others)),
  ];
}

/** @param {Atlas} atlas @param {Day} day @param {number} n */
function section(atlas, { date, stops }, n) {
  const list = stops.length ? element('ol', { class: 'tl steps' }, ...stops.map((stop, at) => item(atlas, stop, at ? stops[at - 1].place : null, date))) : element('p', { class: 'note' }, say.empty);
  return element('section', {}, element('h3', {}, say.day(n, date)), list);
}

/** @param {Atlas} atlas @param {Stop} stop @param {Place | null} before @param {string} date */
function item(atlas, { place, metres }, before, date) {
  const kind = atlas.kinds[place.kind] || atlas.kinds.other;
  const land = atlas.land[place.prefecture];
  const county = place.county && land.counties[place.county] ? land.counties[place.county].name : '';
  const seal = element('span', { class: `seal ${place.seal}` }, atlas.seals[place.seal]?.[lang] || place.seal);
  return element('li', place.point ? {} : { class: place.county ? 'part' : 'void' },
    element('h4', {}, element('a', { href: `${root}${lang === 'en' ? 'en/' : ''}${place.address}`, lang: 'zh-CN' }, place.name), ' ', seal),
    element('p', { class: 'meta' }, icon(kind.icon || 'other'), ` ${[kind[lang], county, place.where].filter(Boolean).join(' · ')}`),
    ...(county ? [] : [element('p', { class: 'meta' }, element('span', { class: 'unk' }, say.somewhere(land.name)))]),
    element('p', { class: 'meta' }, ...opening(place, date)),
    ...(before ? [element('p', { class: 'leg' }, metres === null ? element('span', { class: 'unk' }, say.beside(county)) : say.leg(rounded(metres)))] : []));
}

/** When it is open, and whom to ask where that is not known. @param {Place} place @param {string} date @returns {(Node | string)[]} */
export function opening(place, date) {
  const asOf = place.asOf ? say.asOf(place.asOf) : '';
  const found = date ? spans(place.agenda, date) : null;
  const times = (found || []).map(([from, to]) => `${clock(from)}—${clock(to)}`).join(say.comma);
  if (times) return [found?.every(([, , sure]) => sure) ? say.open(times) : element('span', { class: 'unk' }, say.perhaps(times)), asOf, ...calls(place)];
  if (place.hours && !date) return [say.usually(place.hours), asOf, ...calls(place)];
  const unknown = element('span', { class: 'unk' }, place.hours ? say.unknownDay : say.unknownHours);
  return place.phones.length ? [unknown, ...calls(place)] : [unknown, `${lang === 'en' ? '; ' : '，'}${say.noPhone}`];
}

/** @param {Place} place */
const calls = (place) => place.phones.flatMap((phone) => [' ', element('a', { class: 'nb', href: `tel:${phone}` }, phone)]);

/** @param {number} minute */
const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** @param {number} metres */
const rounded = (metres) => (metres / 1000).toFixed(1);
