// Dates known to the day, the month or the year, and what spreadsheets and hands make of them.

/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { isAscii, strip } from './text.js';

const DAY = 86_400_000;

/** First and last day a partial date can mean, or null. @param {Knowledge} know @param {string} text @returns {[string, string] | null} */
export function span(know, text) {
  const found = know.patterns.date.whole(text);
  if (!found || !isAscii(text)) return null;
  const [year, month, day] = found.slice(1);
  const first = `${year}-${month || '01'}-${day || '01'}`;
  return isDay(first) ? [first, day ? first : `${year}-${month || '12'}-31`] : null;
}

/** @param {string} iso */
export function isDay(iso) {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) || [];
  const time = new Date(`${iso}T00:00:00Z`);
  return Number(year) > 0 && !Number.isNaN(time.getTime()) && time.getUTCMonth() + 1 === Number(month) && time.getUTCDate() === Number(day);
}

/**
 * The ISO date that a rewritten date can only mean; empty when it is none or could be two.
 * @param {Knowledge} know @param {string} value
 */
export function isoDate(know, value) {
  const { yearFirst, compact, named } = know.patterns;
  const text = strip(value);
  const plain = yearFirst.whole(text) || compact.whole(text);
  if (plain) return iso(plain[1], plain[2], plain[3]);
  const words = named.whole(text);
  if (words) return iso(century(words[3]), String(know.file.months[words[2].toLowerCase()] || 0), words[1]);
  const [start, stop] = know.file.serials;
  if (/^\d{5}$/.test(text) && Number(text) >= start && Number(text) < stop) return new Date(Date.UTC(1899, 11, 30) + Number(text) * DAY).toISOString().slice(0, 10);
  const year = /^(\d{4})年$/.exec(text);
  const either = meanings(know, text);
  return year ? year[1] : either.length === 1 ? either[0] : '';
}

/** The dates that one with its year last can mean. @param {Knowledge} know @param {string} text */
export function meanings(know, text) {
  const found = know.patterns.yearLast.whole(strip(text));
  if (!found) return [];
  return [...new Set([iso(found[3], found[1], found[2]), iso(found[3], found[2], found[1])])].filter(Boolean);
}

/** Excel reads 00 to 29 as 20xx. @param {string} year */
const century = (year) => (year.length === 4 ? year : `${Number(year) < 30 ? '20' : '19'}${year}`);

/** @param {string} year @param {string | undefined} month @param {string | undefined} day */
function iso(year, month, day) {
  const whole = `${year}-${(month || '').padStart(2, '0')}-${(day || '1').padStart(2, '0')}`;
  return isDay(whole) ? (day ? whole : whole.slice(0, 7)) : '';
}
