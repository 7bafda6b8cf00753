// One search box on every page, over an index the build wrote; the page of all results, and the page of a missing address.

import { Box } from './box.js';
import { Index } from './index.js';
import { lost } from './lost.js';
import { Results } from './results.js';
import { lang } from './strings.js';

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form.find[data-root]'));
if (form) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  /** @type {Promise<Index> | null} */
  let index = null;
  // Fetched when it is first wanted; after a failure, again.
  const open = () => (index ||= Index.open(`${form.dataset.root}assets/find/index.json`, lang).catch((error) => { index = null; throw error; }));
  const box = new Box(form, open);
  const results = document.querySelector('[data-results]');
  if (results instanceof HTMLElement) new Results(results, box, open).start();
  const missing = document.querySelector('[data-missing]');
  if (missing instanceof HTMLElement) lost(missing, box, open).catch(() => { /* the page says what it is without */ });
}
