// The known word most like a typed one, by the measure of Python's difflib, so that both suggest the same.

/**
 * Twice the characters in common, over all: 1 for the same, 0 for nothing alike.
 * @param {string[]} one @param {string[]} other
 */
function ratio(one, other) {
  const total = one.length + other.length;
  return total ? (2 * common(one, other, 0, one.length, 0, other.length)) / total : 1;
}

/**
 * Characters in the longest run in common, and left and right of it in turn.
 * @param {string[]} one @param {string[]} other
 * @param {number} from @param {number} to @param {number} start @param {number} end
 * @returns {number}
 */
function common(one, other, from, to, start, end) {
  let [at, on, length] = [from, start, 0];
  /** @type {number[]} */
  let runs = [];
  for (let i = from; i < to; i += 1) {
    /** @type {number[]} */
    const next = [];
    for (let j = start; j < end; j += 1) {
      if (one[i] !== other[j]) continue;
      next[j] = (runs[j - 1] || 0) + 1;
      if (next[j] > length) [at, on, length] = [i - next[j] + 1, j - next[j] + 1, next[j]];
    }
    runs = next;
  }
  if (!length) return 0;
  return length + common(one, other, from, at, start, on) + common(one, other, at + length, to, on + length, end);
}

/**
 * The best of the words that reach the cutoff; empty when none does.
 * @param {string} word @param {Iterable<string>} words @param {number} cutoff
 */
export function nearest(word, words, cutoff = 0.6) {
  const typed = [...word];
  let [best, score] = ['', 0];
  for (const each of words) {
    const reached = ratio([...each], typed);
    if (reached >= cutoff && (reached > score || (reached === score && each > best))) [best, score] = [each, reached];
  }
  return best;
}
