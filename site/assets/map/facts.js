// What is known of a place under each filter: yes, no, or nothing (null). Unknown is never no.

/** @typedef {import('./places.js').Place} Place */
/** @typedef {import('../hours/agenda.js').Agenda} Agenda */
/** @typedef {import('../hours/agenda.js').Moment} Moment */
/** @typedef {boolean | null} Answer */

import { spans, state } from '../hours/agenda.js';

/**
 * Text as it is compared: full-width letters become ordinary ones, capitals small.
 * @param {string} text
 */
const plain = (text) => text.normalize('NFKC').toLowerCase();

/** @param {string | undefined} value @param {string[]} wanted @returns {Answer} */
const isOne = (value, wanted) => (value ? wanted.includes(value) : null);

/** A register is complete in what it holds: who is not in it is not in it. @param {string[]} values @param {string[]} wanted @returns {Answer} */
const hasOne = (values, wanted) => values.some((value) => wanted.includes(value));

/** What only some sources speak of: silence is no answer. @param {boolean} said @returns {Answer} */
const ifSaid = (said) => said || null;

/** @type {Record<string, (place: Place, wanted: string[], moment: Moment) => Answer>} */
const FACTS = {
  q: ({ item }, [words]) => {
    const text = plain(`${item.dataset.search || ''} ${item.textContent}`);
    return plain(words).split(/\s+/).every((word) => text.includes(word));
  },
  role: ({ item }, wanted) => hasOne((item.dataset.roles || '').split(' '), wanted),
  title: ({ item }, wanted) => hasOne((item.dataset.titles || '').split('|'), wanted),
  level: ({ item }, wanted) => hasOne((item.dataset.levels || '').split(' '), wanted),
  kind: ({ item }, wanted) => isOne(item.dataset.kind, wanted),
  prefecture: ({ prefecture }, wanted) => isOne(prefecture, wanted),
  admission: ({ item }, wanted) => isOne(item.dataset.admission, wanted),
  fit: ({ item }, wanted) => (wanted.every((one) => one in item.dataset) ? true : null),
  day: ({ agenda }, [day]) => onDay(agenda, day),
  hours: (place, [wanted], moment) => HOURS[wanted](place, moment),
};

/** @type {Record<string, (place: Place, moment: Moment) => Answer>} */
const HOURS = {
  now: ({ agenda }, moment) => ({ open: true, closed: false, unknown: null })[state(agenda, moment)],
  weekend: ({ item }) => (item.dataset.weekend ? item.dataset.weekend === 'yes' : null),
  known: ({ item }) => Boolean(item.dataset.hours),
  unknown: ({ item }) => !item.dataset.hours,
};

/** Open at some hour of a day. @param {Agenda | null} agenda @param {string} day @returns {Answer} */
function onDay(agenda, day) {
  const found = spans(agenda, day);
  if (!found) return null;
  return found.some(([, , sure]) => sure) || (found.length ? null : false);
}

/** The filters there are; what else stands in the form asks nothing of a place. @param {string} name */
export const asksPlaces = (name) => name in FACTS;

/**
 * No, if one filter says no; else unknown, if one does not know; else yes.
 * @param {Place} place
 * @param {import('./filters.js').Query} query
 * @param {Moment} moment
 * @returns {Answer}
 */
export function answer(place, query, moment) {
  /** @type {Answer} */
  let sum = true;
  for (const [name, wanted] of Object.entries(query)) {
    if (!asksPlaces(name)) continue;
    const one = FACTS[name](place, wanted, moment);
    if (one === false) return false;
    if (one === null) sum = null;
  }
  return sum;
}
