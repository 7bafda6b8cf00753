// The line that puts the map on someone's own page, always for what is shown now.

import { frameLine } from './address.js';
import { say } from './strings.js';

/**
 * Links of a framed map open outside the frame: only the map may stand in one.
 * @param {HTMLElement} atlas
 */
function openOutside(atlas) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (atlas.querySelectorAll('a[href]:not([href^="#"])'))) link.target = '_blank';
}

/**
 * @param {HTMLElement} atlas
 * @returns {(words: URLSearchParams) => void} to be told of each change
 */
export function offerFrame(atlas) {
  if (document.documentElement.classList.contains('embed')) openOutside(atlas);
  const box = /** @type {HTMLElement} */ (atlas.querySelector('.embedding'));
  const line = /** @type {HTMLElement} */ (box.querySelector('code'));
  const button = /** @type {HTMLButtonElement} */ (box.querySelector('button'));
  box.hidden = false;
  button.hidden = !navigator.clipboard;
  const before = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(line.textContent || '');
    button.textContent = say.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
  return (words) => { line.textContent = frameLine(words, document.title); };
}
