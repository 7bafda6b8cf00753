// What a reader may have meant who found nothing: pieces of names at a small distance, by characters or by sound.

/** @typedef {import('./block.js').Block} Block */
/** @typedef {import('./characters.js').Characters} Characters */

/** So many names are offered; nothing longer is looked for. */
const [OFFERED, LONGEST] = [3, 30];
/** A character that sounds the same is half a slip: most slips in Chinese are made by typing pinyin. */
const SAME_SOUND = 0.5;
/** A piece of a word in Latin letters is no name anyone meant by pinyin. */
const PLAIN = /^[ -~]*$/;

/**
 * @param {string} sought folded, without spaces
 * @param {Block[]} blocks
 * @param {Characters} characters
 * @returns {string[]}
 */
export function nearest(sought, blocks, characters) {
  const letters = characters.spoken(sought);
  const pattern = Array.from(sought, (char) => wantedOf(char, characters));
  const limit = pattern.length < 5 ? 1 : 2;
  if (pattern.length < 2 || pattern.length > LONGEST) return [];
  /** @type {Map<string, { slips: number, times: number }>} */
  const found = new Map();
  for (const [name, times] of tally(blocks.flatMap((block) => block.names().flat()))) {
    const text = letters ? spelled(name, characters) : written(name);
    if (!promising(text.units, pattern, limit)) continue;
    const { slips, start, end } = aligned(pattern, text.units);
    const piece = [...name].slice(text.chars[start], text.chars[end] + 1).join('');
    if (slips > limit || (letters && PLAIN.test(piece))) continue;
    const one = found.get(piece) || { slips, times: 0 };
    found.set(piece, { slips: Math.min(one.slips, slips), times: one.times + times });
  }
  const least = Math.min(...[...found.values()].map(({ slips }) => slips));
  return [...found].filter(([, { slips }]) => slips === least).sort(([, a], [, b]) => b.times - a.times).slice(0, OFFERED).map(([piece]) => piece);
}

/** How often each name occurs; titles longer than any name are left out. @param {string[]} names */
function tally(names) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const name of names) if (name.length <= LONGEST) times.set(name, (times.get(name) || 0) + 1);
  return times;
}

/** @typedef {{ units: number[], chars: number[] }} Text code points that are compared, and the character each belongs to */
/** @typedef {{ same: number, alike: Set<number> }} Wanted a code point, and those that sound the same */

/** @param {string} name @returns {Text} */
function written(name) {
  const units = Array.from(name, pointOf);
  return { units, chars: units.map((_, n) => n) };
}

/** A name as the letters it is read as. @param {string} name @param {Characters} characters @returns {Text} */
function spelled(name, { readings }) {
  /** @type {Text} */
  const text = { units: [], chars: [] };
  Array.from(name).forEach((char, n) => {
    for (const letter of readings.get(char)?.[0] || char) {
      text.units.push(pointOf(letter));
      text.chars.push(n);
    }
  });
  return text;
}

/** @param {string} char */
const pointOf = (char) => char.codePointAt(0) || 0;

/** @param {string} char @param {Characters} characters @returns {Wanted} */
function wantedOf(char, { readings, sounds }) {
  const alike = (readings.get(char) || []).flatMap((syllable) => Array.from(sounds[syllable], pointOf));
  return { same: pointOf(char), alike: new Set(alike) };
}

/** Whether enough of the pattern is in the text at all; most names are done with here. @param {number[]} units @param {Wanted[]} pattern @param {number} limit */
function promising(units, pattern, limit) {
  const absent = pattern.filter(({ same, alike }) => !units.includes(same) && !(alike.size && units.some((unit) => alike.has(unit))));
  return absent.length <= limit;
}

/**
 * The piece of a text that takes the fewest slips to become the pattern (Sellers 1980): a character
 * too many, too few, or another one.
 * @param {Wanted[]} pattern
 * @param {number[]} units
 */
function aligned(pattern, units) {
  const { length } = pattern;
  // For each beginning of the pattern: how many slips so far, and where the piece began.
  const slips = Float32Array.from(pattern, (_, i) => i + 1);
  const starts = new Uint16Array(length);
  const best = { slips: Infinity, start: 0, end: 0 };
  units.forEach((unit, n) => {
    let [diagonal, from, less, before] = [0, n, 1, n];
    for (let i = 0; i < length; i += 1) {
      const { same, alike } = pattern[i];
      const other = diagonal + (same === unit ? 0 : alike.has(unit) ? SAME_SOUND : 1);
      const more = slips[i] + 1;
      const begun = starts[i];
      const least = Math.min(other, more, less);
      diagonal = slips[i];
      slips[i] = least;
      starts[i] = least === other ? from : least === more ? begun : before;
      from = begun;
      less = least + 1;
      before = starts[i];
    }
    if (slips[length - 1] < best.slips) Object.assign(best, { slips: slips[length - 1], start: starts[length - 1], end: n });
  });
  return best;
}
