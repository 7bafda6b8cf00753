// A row judged as `kepu check` judges it, as far as a browser can.

/** @typedef {import('../types.js').Cells} Cells */
/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('../types.js').Problem} Problem */
/** @typedef {import('../types.js').Worded} Worded */
/** @typedef {import('../types.js').World} World */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { cells } from './cells.js';
import { characters } from './characters.js';
import { damage } from './damage.js';
import { places } from './places.js';
import { personal } from './privacy.js';
import { divisions, keys, links, order } from './references.js';
import { type } from './types.js';
import { word } from './wording.js';

const RANK = ['error', 'warning', 'note'];

/**
 * Everything wrong with a row, errors first, then in the order of its columns.
 * @param {Knowledge} know @param {World} world @param {Cells} row
 * @returns {Worded[]}
 */
export function judge(know, world, row) {
  const found = world.dataset.fields.flatMap((field) => cell(know, world, field, row[field.name] || ''));
  found.push(...divisions(world, row), ...order(know, world, row), ...places(know, world, row));
  const worded = merged(know, found).map((problem) => word(know, world, problem));
  return worded.sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity));
}

/** @param {Knowledge} know @param {World} world @param {Field} field @param {string} value @returns {Problem[]} */
function cell(know, world, field, value) {
  const column = field.name;
  const isKey = column === world.dataset.key;
  if (!value) {
    const missing = isKey || field.constraints.required;
    const context = { example: field.example, free: world.dataset.next };
    return missing ? [{ code: isKey ? 'key-missing' : 'value-missing', column, value, context }] : [];
  }
  const known = field.link ? world.names.get(field.link.dataset) : undefined;
  const verdicts = [characters(know, field, value), damage(know, field, value, known), type(know, field, value), ...cells(know, field, value)];
  const about = verdicts.flatMap((verdict) => (verdict ? [{ code: verdict.code, value, context: verdict.context || {} }] : []));
  const inside = personal(know, field, value).map((one) => ({ ...one, context: {} }));
  return [...about, ...inside, ...keys(world, field, value), ...links(world, field, value)].map((one) => ({ ...one, column }));
}

/** Without those that a stronger one about the same cell, or about the whole row, says better. @param {Knowledge} know @param {Problem[]} problems */
function merged({ file }, problems) {
  /** @param {Problem} problem */
  const about = ({ column, also = [] }) => [column, ...also];
  const weaker = new Set(problems.flatMap((one) => about(one).flatMap((column) => (file.stronger[one.code] || []).map((code) => `${column} ${code}`))));
  const following = new Set(problems.flatMap(({ code }) => file.causes[code] || []));
  return problems.filter(({ column, code }) => !weaker.has(`${column} ${code}`) && !following.has(code));
}
