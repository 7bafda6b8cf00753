// Damage that spreadsheets do: formulas made of text, dates rewritten, long numbers rounded, leading zeros lost.

/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('../types.js').Verdict} Verdict */
/** @typedef {import('../types.js').Names} Names */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { isoDate, meanings, span } from './dates.js';

/**
 * @param {Knowledge} know @param {Field} field @param {string} value @param {Names | undefined} known what a link may hold
 * @returns {Verdict | null}
 */
export function damage(know, field, value, known) {
  if (know.patterns.scientific.whole(value)) return { code: 'number-rounded' };
  if (field.type === 'string' && field.format !== 'phone' && know.patterns.formula.begins(value)) {
    return { code: 'cell-formula', context: { first: value[0], fixed: value.replace(/^[=+@\-\t ]+/, '') } };
  }
  return rewritten(know, field, value) || zeros(know, field, value, known);
}

/** @param {Knowledge} know @param {Field} field @param {string} value @returns {Verdict | null} */
function rewritten(know, field, value) {
  const length = field.type === 'year' ? 4 : field.type === 'date' || field.format === 'partial-date' ? 10 : 0;
  if (!length || span(know, value)) return null;
  const fixed = isoDate(know, value).slice(0, length);
  if (fixed) return { code: 'date-rewritten', context: { fixed } };
  const [first, second] = meanings(know, value);
  return first ? { code: 'date-ambiguous', context: { first, second } } : null;
}

/** The code that zeros in front make of a number, when it is none without them. @param {Knowledge} know @param {Field} field @param {string} value @param {Names | undefined} known @returns {Verdict | null} */
function zeros(know, field, value, known) {
  const { pattern } = field.constraints;
  const linked = field.link && field.role !== 'sources' ? known : undefined;
  if (!(linked || pattern) || !/^\d+$/.test(value)) return null;
  /** @param {string} code */
  const fits = (code) => (linked ? linked.has(code) : new RegExp(`^(?:${pattern})$`, 'u').test(code));
  if (value.length > know.file.limits.code || fits(value)) return null;
  for (let length = value.length + 1; length <= know.file.limits.code; length += 1) {
    const fixed = value.padStart(length, '0');
    if (fits(fixed)) return { code: 'code-zeros', context: { fixed } };
  }
  return null;
}
