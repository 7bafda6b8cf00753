// The page of a missing address: what its words find is most likely what was meant.

import { element } from '../map/dom.js';
import { addressOf, labelOf } from './showing.js';

/** @typedef {import('./index.js').Index} Index */

/** So many are offered. */
const OFFERED = 5;

/** @param {HTMLElement} host shown once there is something to offer @param {import('./box.js').Box} box @param {() => Promise<Index>} open */
export async function lost(host, box, open) {
  const parts = wordsOf(location.pathname);
  if (!parts.length) return;
  const index = await open();
  for (const words of parts) {
    const { hits } = await index.find(words, { most: OFFERED });
    if (!hits.length) continue;
    box.input.value = words;
    host.append(element('ul', {}, ...hits.map((hit) => element('li', {}, element('a', { href: addressOf(hit, box.root) }, labelOf(hit))))));
    host.hidden = false;
    return;
  }
}

/** The parts of an address that may be words, the last first. @param {string} path */
export function wordsOf(path) {
  let read = path;
  try {
    read = decodeURIComponent(path);
  } catch { /* a stray % stays as it is */ }
  return read.split('/').reverse().map((part) => part.replace(/\.\w+$/, '').replace(/[-_+.\s]+/g, ' ').trim()).filter((part) => /\p{L}{2}/u.test(part));
}
