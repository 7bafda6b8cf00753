// What one cell may hold beyond its type: dates in parts, days of opening hours, lists, web addresses, credit codes.

/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('../types.js').Verdict} Verdict */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { span } from './dates.js';
import { strip } from './text.js';
import { likely } from './types.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Of GB 32100, as the alphabet without I, O, S, V and Z. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * @param {Knowledge} know @param {Field} field @param {string} value
 * @returns {Verdict[]}
 */
export function cells(know, field, value) {
  const found = [];
  if (field.format === 'partial-date' && !span(know, value)) found.push({ code: 'date-invalid', context: { example: field.example } });
  if (field.format === 'opening-hours') found.push(hours(know, value));
  if (field.format === 'list') found.push(list(field, value));
  if ((field.role === 'website' || field.role === 'url') && !know.patterns.address.whole(value)) found.push({ code: 'url-invalid' });
  if (field.format === 'uscc') found.push(credit(value));
  return /** @type {Verdict[]} */ (found.filter(Boolean));
}

/** A day that its month has not. @param {Knowledge} know @param {string} value @returns {Verdict | null} */
function hours(know, value) {
  const found = know.patterns.noDay.all(value.toLowerCase()).find((match) => match[1]);
  if (!found) return null;
  const day = value.slice(found.index, found.index + found[1].length);
  const month = day[0].toUpperCase() + day.slice(1, 3).toLowerCase();
  return { code: 'hours-day', context: { day, month, last: `${month} ${month === 'Feb' ? 29 : 30}` } };
}

/** @param {Field} field @param {string} value @returns {Verdict | null} */
function list(field, value) {
  const parts = value.split(';');
  if (value.includes('；') || parts.some((part) => !part || part !== strip(part))) {
    return { code: 'list-untidy', context: { fixed: value.replace(/；/g, ';').split(';').map(strip).filter(Boolean).join(';') } };
  }
  if (new Set(parts).size < parts.length) return { code: 'list-repeated', context: { fixed: [...new Set(parts)].join(';') } };
  const unknown = field.vocabulary && parts.find((part) => !field.options.some(({ code }) => code === part));
  return unknown ? { code: 'value-not-listed', context: likely(field, unknown) } : null;
}

/** @param {string} value @returns {Verdict | null} */
function credit(value) {
  const fixed = strip(value.replace(/[ -]/g, '').toUpperCase());
  if (!isCredit(fixed)) return { code: 'uscc-invalid' };
  return value === fixed ? null : { code: 'uscc-untidy', context: { fixed } };
}

/** Whether the check character of a unified social credit code is right. @param {string} code */
export function isCredit(code) {
  if (!/^\d{8}/.test(code) || code.length !== 18 || [...code].some((one) => !ALPHABET.includes(one))) return false;
  const total = WEIGHTS.reduce((sum, weight, n) => sum + weight * ALPHABET.indexOf(code[n]), 0);
  return ALPHABET[(31 - (total % 31)) % 31] === code[17];
}
