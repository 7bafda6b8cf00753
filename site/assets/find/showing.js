// A hit as a reader sees it: its name with the words marked, what and where it is, how sure that is.

import { element } from '../map/dom.js';
import { away } from './position.js';
import { lang, say } from './strings.js';

/** @typedef {import('./types.d.ts').Hit} Hit */
/** @typedef {import('./types.d.ts').Word} Word */
/** @typedef {import('./index.js').Index} Index */

/** A phone's two lines, and what of them stands before the first word that was looked for. */
const [LENGTH, BEFORE] = [60, 12];
const SEALS = /** @type {Record<string, string>} */ ({ solid: 'official', outlined: 'reported', hatched: 'part', dashed: 'unconfirmed' });
const ENGLISH = lang === 'en' ? 1 : 0;

/** @param {Hit} hit @param {string} root */
export const addressOf = ({ kind, row }, root) => root + kind.address.replace('{}', row[0].includes('/') || row[0] === '' ? row[0] : encodeURIComponent(row[0]));

/** The name people know it by. @param {Hit} hit */
export const labelOf = ({ row }) => (row[1] || '').split('\n')[0];

/** A text with every word in it marked. @param {string} text @param {Word[]} words @param {Index} index @returns {(Node | string)[]} */
export function marked(text, words, index) {
  const spans = spansOf(text, words, index);
  const chars = [...text];
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (end <= at) continue;
    parts.push(chars.slice(at, Math.max(at, start)).join(''), element('mark', {}, chars.slice(Math.max(at, start), end).join('')));
    at = end;
  }
  return [...parts, chars.slice(at).join('')];
}

/** [start, end) of each word's first place, in characters. @param {string} text @param {Word[]} words @param {Index} index @returns {[number, number][]} */
function spansOf(text, words, { characters }) {
  const pieces = characters.pieces(text);
  const folded = pieces.join('');
  const offsets = pieces.flatMap((piece, n) => Array(piece.length).fill(n));
  const found = words.map(({ text: word, hear }) => {
    const at = folded.indexOf(word);
    if (at >= 0) return [offsets[at], offsets[at + word.length - 1] + 1];
    for (let start = 0; hear && start < folded.length; start += 1) {
      const end = characters.heard(folded, start, word, hear);
      if (end >= 0) return [offsets[start], offsets[end - 1] + 1];
    }
    return null;
  });
  return /** @type {[number, number][]} */ (found.filter(Boolean)).sort(([a], [b]) => a - b);
}

/** What it is and where: sort, what it belongs to, prefecture and county, distance. @param {Hit} hit @param {Index} index @param {import('./position.js').LatLon | null} from */
export function about(hit, index, from) {
  const [, , , at = [], of, term] = hit.row;
  const { divisions, terms } = index.manifest;
  const places = at.map((n, i) => divisions[n][i === 0 && at.length > 1 ? 1 : 0]);
  const far = away(hit, from);
  return [term == null ? '' : terms[term][ENGLISH], of, ...places, far < Infinity ? say.distance(far) : ''].filter(Boolean).join(' · ');
}

/** How far it has been confirmed. @param {Hit} hit @param {Index} index @returns {Node[]} */
export function seal({ row }, { manifest: { seals } }) {
  const own = row[6] == null ? null : seals[row[6]];
  return own ? [element('span', { class: `seal ${SEALS[own[2]] || ''}` }, own[ENGLISH])] : [];
}

/**
 * Where a word stands that is not in the label: another name, or the piece of a text around it.
 * @param {Hit} hit
 * @param {Word[]} words
 * @param {Index} index
 * @returns {(Node | string)[]}
 */
export function elsewhere({ kind, row: [, names = '', texts = ''] }, words, index) {
  const [label, ...others] = names.split('\n');
  const absent = words.filter((word) => !spansOf(label, [word], index).length);
  const has = (/** @type {string} */ text) => absent.length > 0 && spansOf(text, absent, index).length > 0;
  const other = others.find(has);
  if (other) return marked(other, words, index);
  const lines = texts.split('\n');
  const n = lines.findIndex(has);
  if (n < 0) return [];
  const title = kind.fields[n]?.[lang];
  return [title ? title + say.colon : '', ...marked(around(lines[n], absent, index), words, index)];
}

/** @param {string} text @param {Word[]} words @param {Index} index */
function around(text, words, index) {
  const chars = [...text];
  if (chars.length <= LENGTH) return text;
  const start = Math.max(0, spansOf(text, words, index)[0][0] - BEFORE);
  return (start ? '…' : '') + chars.slice(start, start + LENGTH).join('') + (start + LENGTH < chars.length ? '…' : '');
}
