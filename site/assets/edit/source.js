// A source that is not registered yet: a row of its own, sent along with the one that names it.

import { element } from '../map/dom.js';
import { Sheet } from './sheet.js';
import { say } from './strings.js';

export class NewSource {
  /**
   * @param {import('./types.js').Dataset} dataset @param {import('./store.js').Store} store
   * @param {import('./pinmap.js').Ground} ground @param {() => void} changed
   */
  constructor(dataset, store, ground, changed) {
    this.store = store;
    this.dataset = dataset;
    this.sheet = new Sheet(dataset, store, { prefix: 's', key: dataset.next, ground });
    this.open = false;
    this.button = element('button', { type: 'button', class: 'btn ghost small', 'aria-expanded': 'false' }, say.newSource);
    this.body = element('div', { class: 'band stack', hidden: '' }, element('p', { class: 'hint' }, say.newSourceHint), this.sheet.node);
    this.node = element('div', { class: 'stack' }, element('p', { class: 'btns' }, this.button), this.body);
    this.button.addEventListener('click', () => { this.set(!this.open); changed(); });
  }

  /** @param {boolean} open */
  set(open) {
    this.open = open;
    this.body.hidden = !open;
    this.button.textContent = open ? say.dropSource : say.newSource;
    this.button.setAttribute('aria-expanded', String(open));
    const known = this.store.names.get(this.dataset.name);
    if (open) known?.set(this.dataset.next, [this.dataset.next, say.newSource, '', '']);
    else known?.delete(this.dataset.next);
  }
}
