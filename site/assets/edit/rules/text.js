// Text as the engine reads it: its patterns, its white space, its idea of what can be printed.

const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'g');
const BEHIND = /^\(\?<!(\[[^\]]*\]|\\.)\)/;

/** Without white space around; what that is differs from `trim`. @param {string} text */
export const strip = (text) => text.replace(AROUND, '');

/** @param {string} text */
export const isAscii = (text) => /^[\x00-\x7f]*$/.test(text);

/** True when nothing is left to see but letters, figures, signs and single spaces. @param {string} text */
export const oneLine = (text) => text.replace(/[\p{C}\p{Z}]/gu, ' ');

/** A decimal as the engine prints it. @param {number} value */
export const decimal = (value) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** A pattern of the engine. One thing it may hold older phones cannot read: what must not stand before a match. */
export class Pattern {
  /** @param {{ source: string, ascii: boolean }} from */
  constructor({ source, ascii }) {
    const text = ascii ? source : ofAnyScript(source);
    const behind = BEHIND.exec(text);
    const rest = behind ? text.slice(behind[0].length) : text;
    this.before = behind && new RegExp(`(?:${behind[1]})$`, 'u');
    this.seek = new RegExp(rest, 'gu');
    this.only = new RegExp(`^(?:${rest})$`, 'u');
    this.first = new RegExp(`^(?:${rest})`, 'u');
  }

  /** The groups of a text that is nothing but a match. @param {string} text */
  whole(text) {
    return this.only.exec(text);
  }

  /** Whether it begins a text. @param {string} text */
  begins(text) {
    return this.first.test(text);
  }

  /** @param {string} text */
  test(text) {
    return this.all(text).length > 0;
  }

  /** @param {string} text @param {string} by */
  replace(text, by) {
    return text.replace(this.seek, by);
  }

  /** Every match, one after the other. @param {string} text */
  all(text) {
    const { seek } = this;
    const found = [];
    seek.lastIndex = 0;
    for (let match = seek.exec(text); match; match = seek.exec(text)) {
      if (!this.before?.test(text.slice(0, match.index))) found.push(match);
      else seek.lastIndex = match.index + 1;
      if (match[0] === '') seek.lastIndex += 1;
    }
    return found;
  }
}

/** Letters and figures of every script, where a browser means only ours. @param {string} source */
function ofAnyScript(source) {
  let inside = false;
  return source.replace(/\\[\s\S]|\[|\]/g, (part) => {
    if (part === '[' || part === ']') inside = part === '[';
    if (part === '\\d') return '\\p{Nd}';
    return part === '\\w' ? (inside ? '\\p{L}\\p{N}_' : '[\\p{L}\\p{N}_]') : part;
  });
}
