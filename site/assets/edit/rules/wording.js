// A problem in words: the sentences are those of `kepu check`, out of its own table.

/** @typedef {import('../types.js').Problem} Problem */
/** @typedef {import('../types.js').Worded} Worded */
/** @typedef {import('../types.js').World} World */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { mask } from './privacy.js';
import { oneLine } from './text.js';

/**
 * @param {Knowledge} know @param {World} world @param {Problem} problem
 * @returns {Worded}
 */
export function word(know, world, problem) {
  const field = world.dataset.fields.find(({ name }) => name === problem.column);
  const titles = { title: field?.title || problem.column, title_en: field?.title_en || problem.column };
  const value = cut(mask(know, problem.value), know.file.limits.quoted);
  /** @type {Record<string, unknown>} */
  const values = { value, column: problem.column, file: world.dataset.file, ...titles, ...problem.context };
  /** Without the parts that would have a hole. @param {string} text */
  const optional = (text) => text.replace(/\[([^\[\]{}]*\{(\w+)\}[^\[\]{}]*)\]/g, (_, part, name) => (values[name] ? part : ''));
  /** @param {string} text */
  const filled = (text) => oneLine(mask(know, optional(text).replace(/\{(\w+)\}/g, (_, name) => shown(know, values[name]))));
  const { severity, message_zh, message_en, fix_zh, fix_en } = know.file.wording[problem.code];
  const words = { message_zh: filled(message_zh), message_en: filled(message_en), fix_zh: filled(fix_zh), fix_en: filled(fix_en) };
  return { code: problem.code, column: problem.column, severity, ...words, fixed: String(problem.context.fixed ?? '') };
}

/** @param {Knowledge} know @param {unknown} value */
function shown(know, value) {
  if (value === null) return 'None';
  return typeof value === 'string' ? (value.length > know.file.limits.context ? cut(mask(know, value), know.file.limits.context) : value) : String(value ?? '');
}

/** @param {string} text @param {number} length */
function cut(text, length) {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : text;
}
