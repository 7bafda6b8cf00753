// What to do when nothing is left: which filter to drop, and how many that gives.

/** @typedef {import('./filters.js').Query} Query */

import { element } from './dom.js';
import { described, drop, loosened } from './filters.js';
import { say } from './strings.js';

/**
 * @param {HTMLFormElement} form
 * @param {import('./places.js').Place[]} places
 * @param {Query} query
 * @param {() => void} changed
 */
export function suggestions(form, places, query, changed) {
  const ways = loosened(places, query).map(({ name, count }) => {
    const button = element('button', { type: 'button', class: 'btn ghost small' }, say.without(described(form, name), count));
    button.addEventListener('click', () => { drop(form, name); changed(); });
    return button;
  });
  return [element('span', {}, ways.length ? say.nothing : say.nothingAtAll), ...ways];
}
