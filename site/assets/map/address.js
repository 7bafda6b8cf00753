// The address of the page says what is shown, so that a link or the back button brings it back.

/** @typedef {import('./filters.js').Query} Query */

/** The one word of the address that is no filter: what is chosen, a place or a division. */
const CHOSEN = 'at';

/** @returns {{ query: Query, at: string }} */
export function readAddress() {
  const words = new URLSearchParams(location.search);
  const at = words.get(CHOSEN) || '';
  words.delete(CHOSEN);
  return { query: Object.fromEntries([...words.keys()].map((name) => [name, words.getAll(name)])), at };
}

/**
 * Replaces the address: each step a filter takes would otherwise need its own press on "back".
 * @param {Query} query
 * @param {string} at
 */
export function writeAddress(query, at) {
  const words = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) values.forEach((value) => words.append(name, value));
  if (at) words.set(CHOSEN, at);
  const search = words.toString();
  history.replaceState(null, '', location.pathname + (search && `?${search}`) + location.hash);
}
