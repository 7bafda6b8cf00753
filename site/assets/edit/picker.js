// Records found by typing: a combobox over names and ids, for one or for several.

/** @typedef {import('./types.js').Names} Names */
/** @typedef {import('./types.js').Name} Name */

import { element } from '../map/dom.js';
import { say } from './strings.js';

/** As many as a phone shows above its keyboard. */
const SHOWN = 6;

export class Picker {
  /** @param {string} id @param {Names} names @param {boolean} several */
  constructor(id, names, several) {
    this.names = names;
    this.several = several;
    /** @type {string[]} */
    this.chosen = [];
    this.at = -1;
    this.list = element('ul', { id: `${id}-list`, role: 'listbox', class: 'options', hidden: '' });
    this.picked = element('ul', { class: 'picked' });
    this.status = element('p', { class: 'vh', role: 'status' });
    this.input = element('input', { id, role: 'combobox', 'aria-expanded': 'false', 'aria-controls': this.list.id, 'aria-autocomplete': 'list', autocomplete: 'off', placeholder: say.search });
    this.node = element('div', { class: 'picker' }, this.picked, this.input, this.list, this.status);
    this.focus = this.input;
    this.input.addEventListener('input', () => this.offer());
    this.input.addEventListener('keydown', (event) => this.press(event));
    this.input.addEventListener('blur', () => this.leave());
    this.list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener('click', (event) => this.take(/** @type {HTMLElement} */ (event.target).closest('li')));
  }

  get value() {
    return [...this.chosen, this.input.value.trim()].filter(Boolean).join(';');
  }

  set value(value) {
    this.chosen = value.split(';').filter((id) => this.names.has(id));
    this.input.value = value.split(';').filter((id) => id && !this.names.has(id)).join(';');
    this.show();
  }

  /** Every typed word stands in the name, in what tells it apart or in the id. */
  matches() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    /** @param {Name} one */
    const fits = ([id, name, aside]) => words.every((word) => `${id} ${name} ${aside}`.toLowerCase().includes(word));
    return words.length ? [...this.names.values()].filter((one) => fits(one) && !this.chosen.includes(one[0])) : [];
  }

  offer() {
    const found = this.matches();
    this.at = -1;
    this.list.replaceChildren(...found.slice(0, SHOWN).map(([id, name, aside], n) => element('li', { role: 'option', id: `${this.list.id}-${n}`, 'data-id': id, 'aria-selected': 'false' }, name, ' ', element('span', { class: 'sub' }, [id, aside].filter(Boolean).join(' ')))));
    this.open(found.length > 0);
    this.status.textContent = this.input.value.trim() ? (found.length ? say.found(found.length) : say.none) : '';
  }

  /** @param {boolean} open */
  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    if (!open) this.input.removeAttribute('aria-activedescendant');
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { children } = this.list;
    if (event.key === 'Escape') return this.open(false);
    if (event.key === 'Enter' && !this.list.hidden) {
      event.preventDefault();
      return this.take(/** @type {HTMLElement} */ (children[Math.max(0, this.at)]));
    }
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || this.list.hidden) return undefined;
    event.preventDefault();
    this.at = (this.at + (event.key === 'ArrowDown' ? 1 : children.length - 1) + children.length) % children.length;
    [...children].forEach((option, n) => option.setAttribute('aria-selected', String(n === this.at)));
    return this.input.setAttribute('aria-activedescendant', children[this.at].id);
  }

  /** @param {HTMLElement | null} option */
  take(option) {
    if (!option?.dataset.id) return;
    this.chosen = this.several ? [...this.chosen, option.dataset.id] : [option.dataset.id];
    this.input.value = '';
    this.open(false);
    this.show();
    this.input.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** An id typed in full is as good as one picked. */
  leave() {
    this.open(false);
    const typed = this.input.value.trim();
    if (this.names.has(typed)) this.value = this.several ? [...this.chosen, typed].join(';') : typed;
  }

  show() {
    this.picked.replaceChildren(...this.chosen.map((id) => {
      const name = this.names.get(id)?.[1] || id;
      const drop = element('button', { type: 'button', class: 'tool', 'aria-label': say.remove(name) }, '×');
      drop.addEventListener('click', () => this.drop(id));
      return element('li', {}, element('span', {}, name, ' ', element('span', { class: 'sub' }, id)), drop);
    }));
  }

  /** @param {string} id */
  drop(id) {
    this.chosen = this.chosen.filter((one) => one !== id);
    this.show();
    this.input.focus();
    this.input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
