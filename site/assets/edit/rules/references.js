// What a row says of other rows: ids that exist, a county in its prefecture, dates in order.

/** @typedef {import('../types.js').Cells} Cells */
/** @typedef {import('../types.js').Field} Field */
/** @typedef {import('../types.js').Link} Link */
/** @typedef {import('../types.js').Problem} Problem */
/** @typedef {import('../types.js').World} World */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */

import { nearest } from './alike.js';
import { span } from './dates.js';
import { withRole } from './roles.js';
import { strip } from './text.js';

/** Ids that the dataset they come from lacks. @param {World} world @param {Field} field @param {string} value @returns {Omit<Problem, 'column'>[]} */
export function links({ names }, field, value) {
  const known = field.link && names.get(field.link.dataset);
  if (!field.link || !known) return [];
  const { title, title_en, file } = field.link;
  const parts = field.role === 'sources' ? value.split(';').map(strip).filter(Boolean) : [value];
  const context = { target: title, target_en: title_en, target_file: file };
  return parts.filter((part) => !known.has(part)).map((part) => ({
    code: field.role === 'sources' ? 'source-unknown' : 'link-broken', value: part, context: { ...context, nearest: nearest(part, known.keys()) },
  }));
}

/** An id that another row has. @param {World} world @param {Field} field @param {string} value @returns {Omit<Problem, 'column'>[]} */
export function keys({ dataset, names, id }, field, value) {
  const taken = field.name === dataset.key && value !== id && names.get(dataset.name)?.has(value);
  return taken ? [{ code: 'key-repeated', value, context: { free: dataset.next } }] : [];
}

/** A county belongs to its prefecture. @param {World} world @param {Cells} row @returns {Problem[]} */
export function divisions({ dataset, names }, row) {
  const [prefecture, county] = [withRole(dataset, 'prefecture'), withRole(dataset, 'county')];
  const known = county?.link && names.get(county.link.dataset);
  const inner = known?.get(row[county?.name || '']);
  if (!prefecture || !county || !known || !inner) return [];
  const outer = known.get(row[prefecture.name]);
  const context = { county: inner[1], prefecture: outer?.[1], right: known.get(inner[3])?.[1] || '', right_code: inner[3] };
  if (outer && inner[3] !== outer[0]) return [{ code: 'county-not-in-prefecture', column: county.name, value: inner[0], context }];
  return row[prefecture.name] ? [] : [{ code: 'prefecture-missing', column: prefecture.name, value: '', context }];
}

/** What ends must not end before it starts. @param {Knowledge} know @param {World} world @param {Cells} row @returns {Problem[]} */
export function order(know, { dataset }, row) {
  const [start, end] = [withRole(dataset, 'start'), withRole(dataset, 'end')];
  const first = start && span(know, row[start.name] || '');
  const last = end && span(know, row[end.name] || '');
  if (!first || !last || last[1] >= first[0]) return [];
  const context = { start: row[start.name], start_title: start.title, start_title_en: start.title_en };
  return [{ code: 'dates-reversed', column: end.name, value: row[end.name], context }];
}
