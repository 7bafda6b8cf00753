// The address of the page says what is shown, so that a link or the back button brings it back.

/** @typedef {import('./filters.js').Query} Query */
/** @typedef {[zoom: number, lat: number, lon: number]} Sight what part of the map is seen */

/** What is chosen, a place or a division. */
const CHOSEN = 'at';
/** What part of the map is seen; without it, the whole. */
const SIGHT = 'view';
/** The page stands in a frame on someone's page; the style sheet needs it, the map does not. */
const FRAMED = 'embed';

/** @returns {{ query: Query, at: string, sight: Sight | null }} */
export function readAddress() {
  const words = new URLSearchParams(location.search);
  const at = words.get(CHOSEN) || '';
  const sight = (words.get(SIGHT) || '').split(',').map(Number);
  for (const name of [CHOSEN, SIGHT, FRAMED]) words.delete(name);
  return {
    query: Object.fromEntries([...words.keys()].map((name) => [name, words.getAll(name)])),
    at,
    sight: sight.length === 3 && sight.every(Number.isFinite) ? /** @type {Sight} */ (sight) : null,
  };
}

/**
 * The words of an address that shows this.
 * @param {Query} query
 * @param {string} at
 * @param {Sight | null} sight
 */
export function wordsOf(query, at, sight) {
  const words = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) values.forEach((value) => words.append(name, value));
  if (at) words.set(CHOSEN, at);
  if (sight) words.set(SIGHT, `${sight[0].toFixed(2)},${sight[1].toFixed(3)},${sight[2].toFixed(3)}`);
  return words;
}

/**
 * Replaces the address: each step a filter takes would otherwise need its own press on "back".
 * @param {URLSearchParams} words
 */
export function writeAddress(words) {
  const framed = new URLSearchParams(location.search).get(FRAMED);
  const all = new URLSearchParams(words);
  if (framed) all.set(FRAMED, framed);
  const search = all.toString();
  history.replaceState(null, '', location.pathname + (search && `?${search}`) + location.hash);
}

/** The line that puts this map on another page. @param {URLSearchParams} words @param {string} title */
export function frameLine(words, title) {
  const all = new URLSearchParams(words);
  all.set(FRAMED, '1');
  const address = `${location.origin}${location.pathname}?${all}`.replace(/&/g, '&amp;');
  return `<iframe src="${address}" title="${title}" width="100%" height="640" loading="lazy"></iframe>`;
}
