// A text made here, handed to the reader as a file.

import { element } from '../map/dom.js';

/** @param {string} text @param {string} type @param {string} name */
export function save(text, type, name) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const link = element('a', { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(href);
}
