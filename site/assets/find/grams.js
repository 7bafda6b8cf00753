// Which documents hold which pairs: asked before any text is loaded, where there is too much of it to load.

/** @typedef {import('./types.d.ts').Manifest} Manifest */
/** @typedef {import('./types.d.ts').Lists} Lists */
/** @typedef {import('./types.d.ts').Word} Word */

import { BEGINS, EXACT, HELD, LIES_IN, NAMED } from './block.js';

const EDGE = '\n';
/** So many documents are looked at for a name that was meant. */
const LOOKED_AT = 20;

export class Grams {
  /** @param {Manifest} manifest @param {import('./characters.js').Characters} characters @param {(file: string) => Promise<any>} load */
  constructor({ grams, size }, characters, load) {
    this.characters = characters;
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
    const scores = this.common(inside, LIES_IN, 3);
    this.common(inside, HELD, 2, scores);
    this.common(inside, NAMED, 1, scores);
    this.common([...inside, ...begins], BEGINS, 1, scores);
    this.common([...inside, ...begins, ...ends], EXACT, 1, scores);
    if (hear) (await this.heard(text, hear)).forEach((heard, n) => { if (heard && !(scores[n] && scores[n] < NAMED)) scores[n] = NAMED; });
    return scores;
  }

  /** Names that may sound so, by any way to part the letters. @param {string} letters @param {Word['hear']} hear */
  async heard(letters, hear) {
    const scores = new Uint8Array(this.size);
    const ways = [...this.characters.ways(letters), ...(hear === 'initials' ? [[...letters]] : [])];
    await Promise.all(ways.map(async (way) => {
      if (way.length > 1) this.common(await this.lists(this.spokenPairs(way)), NAMED, 1, scores);
      else for (const one of await this.lists(this.characters.wholes(way[0]).map(upper))) this.common([one], NAMED, 1, scores);
    }));
    return scores;
  }

  /** @param {string[]} way syllables, or letters of which some begin one */
  spokenPairs(way) {
    const whole = (/** @type {string} */ part) => this.characters.syllables.has(part);
    return way.slice(1).map((next, n) => upper(whole(way[n]) && whole(next) && way[n].length > 1 && next.length > 1 ? `${way[n]} ${next}` : `${way[n][0]}-${next[0]}`));
  }

  /** Gives a score to the documents that are in the first `parts` parts of all these lists. @param {Lists[]} lists @param {number} score @param {number} parts */
  common(lists, score, parts, scores = new Uint8Array(this.size)) {
    const seen = new Uint16Array(this.size);
    lists.forEach((one, n) => {
      for (const part of one.slice(0, parts)) for (const number of part) if (seen[number] === n) seen[number] = n + 1;
    });
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
      return /** @type {Lists} */ (((await this.shard(key))[key] || [[], [], []]).map(running));
    }));
  }

  /** @param {string} key */
  shard(key) {
    const file = this.shards.reduce((found, [first, name]) => (before(first, key) ? name : found), this.shards[0][1]);
    if (!this.loaded.has(file)) this.loaded.set(file, this.load(file));
    return /** @type {Promise<Record<string, Lists>>} */ (this.loaded.get(file));
  }
}

/** @param {string} text */
const upper = (text) => text.toUpperCase();

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
