// Some documents as one long text, which is read through. Control characters part what no word may cross.

/** @typedef {import('./types.d.ts').Manifest} Manifest */
/** @typedef {import('./types.d.ts').Row} Row */
/** @typedef {import('./characters.js').Characters} Characters */

const LINE = '\n';

/** How well a word fits, best first; a score of 0 is no fit at all. */
export const EXACT = 1;
export const BEGINS = 2;
export const NAMED = 3;
export const HELD = 4;
export const LIES_IN = 5;

export class Block {
  /** @param {number} first @param {Row[]} rows @param {Manifest['divisions']} divisions @param {Characters} characters */
  constructor(first, rows, divisions, characters) {
    this.first = first;
    this.rows = rows;
    this.characters = characters;
    /** Per document: where its names begin and end, where its divisions begin, where it ends. @type {number[][]} */
    this.bounds = [];
    const parts = [];
    let length = 0;
    for (const [, names = '', texts = '', at = []] of rows) {
      const pieces = [names, texts, at.map((n) => divisions[n][0]).join(LINE)].map((text) => LINE + characters.fold(text) + LINE);
      const bounds = [length];
      for (const piece of pieces) bounds.push((length += piece.length));
      this.bounds.push(bounds);
      parts.push(...pieces);
    }
    this.text = parts.join('');
  }

  /** The score of each document by all the words together; 0 where one is missing. @param {import('./types.d.ts').Word[]} words */
  scores(words) {
    return words.map((word) => this.scored(word)).reduce((sum, own) => sum.map((score, n) => score && own[n] && score + own[n]));
  }

  /** @param {import('./types.d.ts').Word} word */
  scored({ text, hear }) {
    const scores = new Uint8Array(this.rows.length);
    this.scan(text, scores);
    if (hear) this.listen(text, hear, scores);
    return scores;
  }

  /** By where the word stands. @param {string} word @param {Uint8Array} scores */
  scan(word, scores) {
    let n = 0;
    for (let at = this.text.indexOf(word); at >= 0;) {
      while (at >= this.bounds[n][3]) n += 1;
      const fit = this.fit(n, at, at + word.length);
      keep(scores, n, fit);
      at = this.text.indexOf(word, fit === EXACT || fit > NAMED ? this.bounds[n][3] : at + 1);
    }
  }

  /** By how names sound. @param {string} letters @param {import('./types.d.ts').Word['hear']} hear @param {Uint8Array} scores */
  listen(letters, hear, scores) {
    const first = this.characters.beginning(letters[0]);
    this.bounds.forEach(([begin, end], n) => {
      for (let at = begin; at < end; at += 1) {
        const last = first.has(this.text.charCodeAt(at)) ? this.characters.heard(this.text, at, letters, hear) : -1;
        if (last >= 0) keep(scores, n, this.fit(n, at, last));
      }
    });
  }

  /** @param {number} n @param {number} start @param {number} end */
  fit(n, start, end) {
    const [, names, divisions] = this.bounds[n];
    if (start >= divisions) return LIES_IN;
    if (start >= names) return HELD;
    if (this.text[start - 1] !== LINE) return NAMED;
    return this.text[end] === LINE ? EXACT : BEGINS;
  }

  /** The folded names of each document. */
  names() {
    return this.bounds.map(([begin, end]) => this.text.slice(begin + 1, end - 1).split(LINE));
  }
}

/** @param {Uint8Array} scores @param {number} n @param {number} fit */
function keep(scores, n, fit) {
  if (!scores[n] || fit < scores[n]) scores[n] = fit;
}
