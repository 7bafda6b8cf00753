// What the server knows of characters, as far as the records need it: how they fold, how they sound.

/** @typedef {import('./types.d.ts').Manifest} Manifest */

// Longer than any cell that is searched, and more words than anyone narrows by.
const LONGEST = 1000;
const MOST_WORDS = 40;
const WAYS = 50;
const LETTERS = /^[a-z]{2,}$/;

export class Characters {
  /** @param {Pick<Manifest, 'folds' | 'sounds'>} manifest */
  constructor({ folds, sounds }) {
    /** @type {Map<string, string>} */
    this.folds = new Map(Object.entries(folds).flatMap(([folded, chars]) => [...chars].map((char) => [char, folded])));
    this.sounds = sounds;
    /** Character → the syllables it is read as. @type {Map<string, string[]>} */
    this.readings = new Map();
    for (const [syllable, chars] of Object.entries(sounds)) {
      for (const char of chars) this.readings.set(char, [...(this.readings.get(char) || []), syllable]);
    }
    this.syllables = new Set(Object.keys(sounds));
    this.begun = new Set([...this.syllables].flatMap((whole) => [...whole].map((_, n) => whole.slice(0, n + 1))));
  }

  /** Each character alone, so that a part of a text folds to a part of its fold. @param {string} text @returns {string[]} */
  pieces(text) {
    return Array.from(text, (char) => this.one(char));
  }

  /** One form for width, case, traditional and simplified. @param {string} text */
  fold(text) {
    return this.pieces(text).join('');
  }

  /** @param {string} char */
  one(char) {
    let folded = this.folds.get(char);
    if (folded === undefined) {
      folded = char.normalize('NFKD').toLowerCase();
      this.folds.set(char, folded);
    }
    return folded;
  }

  /** Words are parted by spaces; between double quotes, spaces count. @param {string} query */
  words(query) {
    const parts = this.fold(query.slice(0, LONGEST)).replace(/[\0-\x08\x0e-\x1f]/g, '').matchAll(/"([^"]*[^"\s][^"]*)"(?=\s|$)|(\S+)/g);
    return Array.from(parts, ([, phrase, word]) => phrase || word).slice(0, MOST_WORDS);
  }

  /** Letters may be the pinyin of a name. @param {string} word */
  spoken(word) {
    return LETTERS.test(word);
  }

  /** Two whole syllables or more, and perhaps the beginning of a next: such letters are surely pinyin. @param {string} word */
  pinyin(word) {
    /** Where a syllable ends → how many at most. @type {Map<number, number>} */
    const reached = new Map([[0, 0]]);
    for (let start = 0; start < word.length; start += 1) {
      const count = reached.get(start);
      if (count === undefined) continue;
      for (let end = start + 1; end <= Math.min(start + 6, word.length); end += 1) {
        if (this.syllables.has(word.slice(start, end))) reached.set(end, Math.max(reached.get(end) || 0, count + 1));
      }
    }
    return [...reached].some(([end, count]) => count > 1 && (end === word.length || this.begun.has(word.slice(end))));
  }

  /**
   * Every way to part letters into syllables, the last perhaps only begun. Few letters have more than
   * two or three ways; of a senseless run of vowels the first will do.
   * @param {string} letters
   * @returns {string[][]}
   */
  ways(letters) {
    /** @type {string[][]} */
    const found = [];
    const part = (/** @type {string[]} */ way, /** @type {string} */ rest) => {
      if (!rest || found.length >= WAYS) return void (rest || found.push(way));
      if (this.begun.has(rest)) found.push([...way, rest]);
      for (let end = 1; end < rest.length; end += 1) if (this.syllables.has(rest.slice(0, end))) part([...way, rest.slice(0, end)], rest.slice(end));
    };
    part([], letters);
    return found;
  }

  /** The syllables that begin so. @param {string} letters */
  wholes(letters) {
    return [...this.syllables].filter((syllable) => syllable.startsWith(letters));
  }

  /** The code units that begin a character read from this letter on. @param {string} letter */
  beginning(letter) {
    const chars = Object.entries(this.sounds).filter(([syllable]) => syllable.startsWith(letter)).map(([, own]) => own);
    return new Set(Array.from(chars.join(''), (char) => char.charCodeAt(0)));
  }

  /**
   * Where a text reads like the letters from a character on, in full (the last syllable may be half
   * typed) or by initials: the end of it, or -1.
   * @param {string} text folded
   * @param {number} start
   * @param {string} letters
   * @param {import('./types.d.ts').Word['hear']} hear
   */
  heard(text, start, letters, hear) {
    const full = this.read(text, start, letters, false);
    return full < 0 && hear === 'initials' ? this.read(text, start, letters, true) : full;
  }

  /** @param {string} text @param {number} at @param {string} letters @param {boolean} initials @returns {number} */
  read(text, at, letters, initials) {
    const char = String.fromCodePoint(text.codePointAt(at) || 0);
    for (const whole of this.readings.get(char) || []) {
      const said = initials ? whole[0] : whole;
      if (said.startsWith(letters)) return at + char.length;
      const end = letters.startsWith(said) ? this.read(text, at + char.length, letters.slice(said.length), initials) : -1;
      if (end >= 0) return end;
    }
    return -1;
  }
}
