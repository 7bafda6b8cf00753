// Types and constraints of Table Schema, worded as the engine words them.

/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('../types.js').Verdict} Verdict */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { nearest } from './alike.js';
import { isDay } from './dates.js';
import { strip } from './text.js';

const TRUTH = ['true', 'True', 'TRUE', '1', 'false', 'False', 'FALSE', '0'];
const CODES = {
  enum: 'value-not-listed', pattern: 'value-pattern', minimum: 'value-too-small', maximum: 'value-too-large',
  minLength: 'value-too-short', maxLength: 'value-too-long',
};

/**
 * The first constraint that a value breaks.
 * @param {Knowledge} know @param {Field} field @param {string} value
 * @returns {Verdict | null}
 */
export function type(know, field, value) {
  if (!isOfType(know, field, value)) return { code: `type-${field.type}`, context: { example: figure(know, field, value) || field.example } };
  const broken = field.type === 'string' ? brokenText(field, value) : brokenNumber(field, value);
  if (!broken) return null;
  return { code: CODES[broken], context: { example: field.example, limit: field.constraints[broken] ?? '', ...likely(field, value) } };
}

/** @param {Knowledge} know @param {Field} field @param {string} value */
function isOfType(know, field, value) {
  switch (field.type) {
    case 'integer': return Boolean(know.patterns.number.whole(value)) && /^[+-]?\p{Nd}+$/u.test(strip(value));
    case 'number': return Boolean(know.patterns.number.whole(value));
    case 'year': return value.length === 4 && Boolean(know.patterns.number.whole(value)) && /^\+?\p{Nd}+$/u.test(strip(value));
    case 'date': return isDay(value);
    case 'boolean': return TRUTH.includes(value);
    default: return true;
  }
}

/** The one figure in a text that is to be a number. @param {Knowledge} know @param {Field} field @param {string} value */
function figure(know, { type }, value) {
  const parts = ['integer', 'number', 'year'].includes(type) ? know.patterns.figure.all(value) : [];
  const found = parts.length === 1 ? parts[0][0].replace(/,/g, '') : '';
  return type === 'number' || /^\d+$/.test(found) ? found : '';
}

/** @param {Field} field @param {string} value @returns {keyof typeof CODES | ''} */
function brokenText({ constraints, options, list }, value) {
  const length = [...value].length;
  if (constraints.minLength !== undefined && length < constraints.minLength) return 'minLength';
  if (constraints.maxLength !== undefined && length > constraints.maxLength) return 'maxLength';
  if (constraints.pattern && !new RegExp(`^(?:${constraints.pattern})$`, 'u').test(value)) return 'pattern';
  return !list && options.length && !options.some(({ code }) => code === value) ? 'enum' : '';
}

/** @param {Field} field @param {string} value @returns {keyof typeof CODES | ''} */
function brokenNumber({ constraints, options }, value) {
  if (constraints.minimum !== undefined && Number(value) < constraints.minimum) return 'minimum';
  if (constraints.maximum !== undefined && Number(value) > constraints.maximum) return 'maximum';
  return options.length && !options.some(({ code }) => Number(code) === Number(value)) ? 'enum' : '';
}

/** The allowed value most likely meant, by code or label, and all there are. @param {Field} field @param {string} value */
export function likely({ options }, value) {
  const words = new Map(options.flatMap((one) => [one.label, one.label_en, one.code].map((word) => [word, one.code])));
  return {
    nearest: words.get(nearest(value, words.keys(), 0.4)) || '',
    listed: options.map(({ code, label }) => (label === code ? code : `${code}（${label}）`)).join('、'),
    listed_en: options.map(({ code }) => code).join(', '),
  };
}
