// Personal data: identity and card numbers, mobile numbers, personal mail. Found here, it never leaves the browser.

/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { isCredit } from './cells.js';
import { isDay } from './dates.js';

/** The longest numbers first. */
const CODES = ['privacy-identity', 'privacy-card', 'privacy-mobile', 'privacy-email'];

/** Every [code, number] in a text. @param {Knowledge} know @param {string} text @returns {[string, string][]} */
function found(know, text) {
  if (!know.patterns.privacyHint.test(text)) return [];
  return CODES.flatMap((code) => know.patterns[code].all(text).filter((match) => real(know, code, match)).map((match) => /** @type {[string, string]} */ ([code, match[0]])));
}

/** Whether the figures are such a number and not only alike. @param {Knowledge} know @param {string} code @param {RegExpExecArray} match */
function real(know, code, match) {
  const text = match[0].normalize('NFKC').toUpperCase();
  if (code === 'privacy-identity') return isIdentity(text);
  if (code === 'privacy-card') return luhn(text.replace(/\D/g, ''));
  return code === 'privacy-mobile' || free(know, match[1].toLowerCase());
}

/** @param {Knowledge} know @param {string} domain */
const free = ({ freeMail }, domain) => domain.split('.').some((_, n, parts) => freeMail.has(parts.slice(n).join('.')));

/** Birthday and check digit; a table of places of birth is the server's. @param {string} text */
function isIdentity(text) {
  const sum = [...text.slice(0, 17)].reduce((total, digit) => (total * 2 + Number(digit)) % 11, 0);
  return isDay(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`) && '10X98765432'[(sum * 2) % 11] === text[17];
}

/** @param {string} digits */
function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, n) => total + (n % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] : Number(digit)), 0);
  return sum % 10 === 0;
}

/** @param {string} number */
const masked = (number) => number.slice(0, 3) + '*'.repeat(number.length - 3);

/**
 * What a cell holds that its column may not, masked; web addresses hold long numbers of their own.
 * @param {Knowledge} know @param {Field} field @param {string} value
 */
export function personal(know, field, value) {
  /** @param {[string, string]} one */
  const allowed = ([code, number]) => field.allow.includes(code) || (field.format === 'uscc' && code === 'privacy-identity' && isCredit(number));
  return found(know, know.patterns.url.replace(value, ' ')).filter((one) => !allowed(one)).map(([code, number]) => ({ code, value: masked(number) }));
}

/** A text with everything personal masked. @param {Knowledge} know @param {string} text */
export function mask(know, text) {
  return found(know, text).reduce((said, [, number]) => said.split(number).join(masked(number)), text);
}
