// Which documents hold which pairs: asked before any text is loaded, where there is too much of it to load.

/** @typedef {import('./types.d.ts').Manifest} Manifest */
/** @typedef {import('./types.d.ts').Lists} Lists */
/** @typedef {import('./types.d.ts').Word} Word */

import { BEGINS, EXACT, HELD, NAMED } from './block.js';

const EDGE = '\n';
/** So many documents are looked at for a name that was meant. */
const LOOKED_AT = 20;

export class Grams {
  /** @param {Manifest} manifest @param {(file: string) => Promise<any>} load */
  constructor({ grams, size }, load) {
    this.shards = grams;
    this.size = size;
    this.load = load;
    /** @type {Map<string, Promise<Record<string, Lists>>>} */
    this.loaded = new Map();
  }

  /** An upper bound: everything that has every pair of every word. @param {Word[]} words */
  async estimate(words) {
    const all = await Promise.all(words.map((word) => this.estimated(word)));
    return all.reduce((sum, own) => sum.map((score, n) => score && own[n] && score + own[n]));
  }

  /** @param {Word} word @returns {Promise<Uint8Array>} */
  async estimated({ text, hear }) {
    const chars = [...text];
    const [inside, begins, ends] = await Promise.all([pairs(text), [EDGE + chars[0]], [chars[chars.length - 1] + EDGE]].map((keys) => this.lists(keys)));
    const scores = this.common(inside, ([named, held]) => [...named, ...held], HELD);
    this.common(inside, ([named]) => named, NAMED, scores);
    this.common([...inside, ...begins], ([named]) => named, BEGINS, scores);
    this.common([...inside, ...begins, ...ends], ([named]) => named, EXACT, scores);
    if (hear) (await this.heard(text)).forEach((heard, n) => { if (heard && !(scores[n] && scores[n] < NAMED)) scores[n] = NAMED; });
    return scores;
  }

  /** Names that may sound so. @param {string} letters */
  async heard(letters) {
    const initials = this.common(await this.lists(pairs(letters).map((pair) => pair.toUpperCase())), ([named]) => named, NAMED);
    return initials;
  }

  /** Gives a score to the documents that are in all of these lists. @param {Lists[]} lists @param {(lists: Lists) => number[]} part @param {number} score @param {Uint8Array} scores */
  common(lists, part, score, scores = new Uint8Array(this.size)) {
    const seen = new Uint8Array(this.size);
    lists.forEach((one, n) => part(one).forEach((number) => { if (seen[number] === n) seen[number] = n + 1; }));
    seen.forEach((count, number) => { if (count === lists.length) scores[number] = score; });
    return scores;
  }

  /** Those that share the most pairs with a text. @param {string} text */
  async alike(text) {
    const shared = new Map();
    for (const [named] of await this.lists(pairs(text))) for (const number of named) shared.set(number, (shared.get(number) || 0) + 1);
    return [...shared].sort(([a, n], [b, m]) => m - n || a - b).slice(0, LOOKED_AT).map(([number]) => number);
  }

  /** @param {string[]} keys @returns {Promise<Lists[]>} */
  async lists(keys) {
    return Promise.all(keys.map(async (key) => {
      const [named, held] = (await this.shard(key))[key] || [[], []];
      return [running(named), running(held)];
    }));
  }

  /** @param {string} key */
  shard(key) {
    const file = this.shards.reduce((found, [first, name]) => (before(first, key) ? name : found), this.shards[0][1]);
    if (!this.loaded.has(file)) this.loaded.set(file, this.load(file));
    return /** @type {Promise<Record<string, Lists>>} */ (this.loaded.get(file));
  }
}

/** Overlapping pairs of characters, or the one. @param {string} text */
function pairs(text) {
  const chars = [...text];
  return chars.length < 2 ? chars : chars.slice(1).map((char, n) => chars[n] + char);
}

/** Differences added up. @param {number[]} differences */
function running(differences) {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}

/** By code points, as the build has put them in order; JavaScript's own order is by halves of them. @param {string} a @param {string} b */
function before(a, b) {
  const [as, bs] = [[...a], [...b]];
  const n = as.findIndex((char, i) => char !== bs[i]);
  return n < 0 || (n < bs.length && /** @type {number} */ (as[n].codePointAt(0)) < /** @type {number} */ (bs[n].codePointAt(0)));
}
