// The index of everything, which the build wrote. Today it is read whole; past a size, by lists of pairs first.

import { Block } from './block.js';
import { Characters } from './characters.js';
import { Grams } from './grams.js';
import { nearest } from './nearest.js';

/** @typedef {import('./types.d.ts').Manifest} Manifest */
/** @typedef {import('./types.d.ts').Kind} Kind */
/** @typedef {import('./types.d.ts').Found} Found */
/** @typedef {import('./types.d.ts').Word} Word */
/** @typedef {{ each?: number, most?: number, kind?: string }} Want how many of each kind, how many in all, of which kind */

export class Index {
  /** @param {Manifest} manifest @param {(file: string) => Promise<any>} load @param {string} lang */
  constructor(manifest, load, lang) {
    this.manifest = manifest;
    this.load = load;
    this.characters = new Characters(manifest);
    this.files = manifest.blocks.filter(([, , own]) => !own || own === lang);
    this.kinds = manifest.kinds.filter((kind) => !kind.lang || kind.lang === lang);
    this.grams = manifest.grams.length ? new Grams(manifest, this.characters, load) : null;
    /** By the number of their first document. @type {Map<number, Block>} */
    this.blocks = new Map();
  }

  /**
   * @param {string} address of index.json
   * @param {string} lang
   * @param {(address: string) => Promise<any>} get
   */
  static async open(address, lang, get = getJson) {
    const folder = address.slice(0, address.lastIndexOf('/') + 1);
    const index = new Index(await get(address), (file) => get(folder + file), lang);
    if (!index.grams) await index.read(index.files.map(([first]) => first));
    return index;
  }

  /** @param {number[]} firsts */
  async read(firsts) {
    await Promise.all(this.files.filter(([first]) => firsts.includes(first) && !this.blocks.has(first)).map(async ([first, file]) => {
      this.blocks.set(first, new Block(first, await this.load(file), this.manifest.divisions, this.characters));
    }));
  }

  /**
   * Everything that has every word, best first. What is shown has been read; where not everything
   * has, the rest is counted by its pairs.
   * @param {string} query
   * @param {Want} want
   * @returns {Promise<Found>}
   */
  async find(query, want = {}) {
    const words = await this.asked(query);
    if (!words.length) return { words, counts: new Map(), total: 0, sure: true, hits: [] };
    const scores = this.grams ? await this.grams.estimate(words) : new Uint8Array(this.manifest.size);
    for (const block of this.blocks.values()) scores.set(block.scores(words), block.first);
    for (;;) {
      const picked = this.pick(scores, want);
      const missing = [...new Set(picked.numbers.map((number) => this.firstOf(number)))].filter((first) => !this.blocks.has(first));
      if (!missing.length) return this.found(words, picked);
      await this.read(missing);
      for (const block of this.blocks.values()) if (missing.includes(block.first)) scores.set(block.scores(words), block.first);
    }
  }

  /** The words of a query. Letters that are not surely pinyin are, where they are written nowhere. @param {string} query @returns {Promise<Word[]>} */
  async asked(query) {
    return Promise.all(this.characters.words(query).map(async (text) => {
      if (!this.characters.spoken(text)) return { text, hear: '' };
      if (this.characters.pinyin(text)) return { text, hear: 'syllables' };
      return { text, hear: (await this.written(text)) ? '' : 'initials' };
    }));
  }

  /** Whether letters stand in any record; what a handbook spells out is no name. @param {string} text */
  async written(text) {
    const records = this.kinds.filter((kind) => !kind.lang);
    const scores = this.grams ? await this.grams.estimate([{ text, hear: '' }]) : null;
    if (scores) return records.some((kind) => scores.subarray(kind.first, this.endOf(kind)).some(Boolean));
    return [...this.blocks.values()].some((block) => records.some((kind) => kind.first === block.first) && block.text.includes(text));
  }

  /** Counts by kind, and the numbers of the hits that are wanted, best first. @param {Uint8Array} scores @param {Want} want */
  pick(scores, { each = Infinity, most = Infinity, kind: only = '' }) {
    /** @type {Map<Kind, number>} */
    const counts = new Map();
    /** @type {number[][]} */
    const byScore = [];
    this.kinds.forEach((kind) => {
      const all = [];
      for (let number = kind.first; number < this.endOf(kind); number += 1) if (scores[number]) all.push(number);
      if (all.length) counts.set(kind, all.length);
      if (only && kind.name !== only) return;
      for (const number of best(all, scores, each)) (byScore[scores[number]] ||= []).push(number);
    });
    return { counts, numbers: byScore.flat().slice(0, most) };
  }

  /** @param {Word[]} words @param {{ counts: Map<Kind, number>, numbers: number[] }} picked @returns {Found} */
  found(words, { counts, numbers }) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const sure = !this.grams || words.every(({ text, hear }) => text.length < 3 && !hear);
    return { words, counts, total, sure, hits: numbers.map((number) => this.hit(number)) };
  }

  /** @param {number} number @returns {import('./types.d.ts').Hit} */
  hit(number) {
    const block = /** @type {Block} */ (this.blocks.get(this.firstOf(number)));
    const kind = /** @type {Kind} */ (this.kinds.find((one) => number >= one.first && number < this.endOf(one)));
    return { number, kind, row: block.rows[number - block.first] };
  }

  /** The block a document is in. @param {number} number */
  firstOf(number) {
    return this.files.reduce((found, [first]) => (first <= number ? first : found), 0);
  }

  /** @param {Kind} kind */
  endOf(kind) {
    const { kinds, size } = this.manifest;
    return kinds[kinds.indexOf(kind) + 1]?.first ?? size;
  }

  /** What a reader who found nothing may have meant: names nearest by characters or by sound. @param {string} query */
  async meant(query) {
    const sought = this.characters.words(query).join('');
    if (this.grams) await this.read([...new Set((await this.grams.alike(sought)).map((number) => this.firstOf(number)))]);
    return nearest(sought, [...this.blocks.values()], this.characters);
  }
}

/** The best of some documents, in their order. @param {number[]} numbers @param {Uint8Array} scores @param {number} count */
function best(numbers, scores, count) {
  if (numbers.length <= count) return numbers;
  return [...numbers].sort((a, b) => scores[a] - scores[b] || a - b).slice(0, count).sort((a, b) => a - b);
}

/** @param {string} address */
async function getJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
