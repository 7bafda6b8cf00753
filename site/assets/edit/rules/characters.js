// Characters that do not belong in a cell: unseen, destroyed, full-width where a machine reads, spaces around.

/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('../types.js').Verdict} Verdict */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { strip } from './text.js';

const NUMERIC = ['number', 'integer', 'year'];

/**
 * The first fault of a value, and the value without it.
 * @param {Knowledge} know @param {Field} field @param {string} value
 * @returns {Verdict | null}
 */
export function characters(know, field, value) {
  const { destroyed, invisible, control } = know.patterns;
  if (/^[ -~]*$/.test(value)) return spaces(field, value);
  if (destroyed.test(value)) return { code: 'cell-destroyed' };
  if (invisible.test(value)) return { code: 'cell-invisible', context: { fixed: strip(invisible.replace(value, '')) } };
  if (control.test(strip(value))) return { code: 'cell-control', context: { fixed: strip(control.replace(value, ' ')) } };
  const fixed = narrow(know, field, value);
  if (field.strict && fixed !== strip(value)) return { code: 'cell-fullwidth', context: { fixed } };
  return spaces(field, value);
}

/** Half-width; in numbers a Chinese full stop is a point, in a list its comma is a semicolon. @param {Knowledge} know @param {Field} field @param {string} value */
function narrow(know, field, value) {
  let text = strip([...value.normalize('NFKC')].map((one) => (know.file.dashes.includes(one) ? '-' : one)).join(''));
  if (NUMERIC.includes(field.type)) text = text.replace(/。/g, '.');
  return field.list ? text.replace(/、/g, ';') : text;
}

/** @param {Field} field @param {string} value @returns {Verdict | null} */
function spaces(field, value) {
  const fixed = strip(value);
  return value === fixed ? null : { code: field.strict ? 'code-spaces' : 'cell-spaces', context: { fixed } };
}
