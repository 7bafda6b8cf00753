// The box with its list of suggestions: a combobox as the ARIA Authoring Practices describe it.

import { element } from '../map/dom.js';
import { position } from './position.js';
import { about, addressOf, elsewhere, labelOf, marked, seal } from './showing.js';
import { lang, say } from './strings.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./types.d.ts').Found} Found */

/** So many of a kind, and so many in all: what a phone shows above its keyboard, and a little more. */
const [EACH, MOST] = [3, 12];

export class Box {
  /** @param {HTMLFormElement} form @param {() => Promise<Index>} open */
  constructor(form, open) {
    this.form = form;
    this.open = open;
    this.root = form.dataset.root || '/';
    this.input = /** @type {HTMLInputElement} */ (form.querySelector('input'));
    this.list = element('div', { id: 'found', class: 'found', role: 'listbox', 'aria-label': say.list, hidden: '' });
    this.status = element('p', { class: 'vh', role: 'status' });
    this.asked = 0;
    this.active = -1;
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'found' })) this.input.setAttribute(name, value);
    this.input.type = 'text'; // a search field may not be a combobox
    form.append(this.list, this.status);
    this.listen();
  }

  listen() {
    const { input, list } = this;
    input.addEventListener('focus', () => { this.open().catch(() => {}); });
    // While pinyin is being turned into characters, what is not found yet is no news.
    input.addEventListener('input', (event) => this.answer(/** @type {InputEvent} */ (event).isComposing));
    input.addEventListener('compositionend', () => this.answer());
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('click', () => { if (list.hidden) this.answer(); });
    list.addEventListener('mousedown', (event) => event.preventDefault());
    this.form.addEventListener('focusout', (event) => { if (!this.form.contains(/** @type {Node | null} */ (event.relatedTarget))) this.close(); });
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  /** Shows what is found for what is typed now; an answer that comes late is dropped. */
  async answer(unfinished = false) {
    const query = this.input.value.trim();
    const asked = (this.asked += 1);
    if (!query) return this.close();
    try {
      const index = await this.open();
      const found = await index.find(query, { each: EACH, most: MOST });
      if (unfinished && !found.total) return;
      const meant = found.total ? [] : await index.meant(query);
      if (asked === this.asked) this.show(index, query, found, meant);
    } catch {
      if (asked === this.asked) this.say(say.failed);
    }
  }

  /** @param {Index} index @param {string} query @param {Found} found @param {string[]} meant */
  show(index, query, found, meant) {
    this.list.replaceChildren(...(found.total ? this.groups(index, found) : this.nothing(query, meant)));
    this.status.textContent = found.total ? say.count(found.total, found.sure) : this.list.textContent;
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.activate(-1);
  }

  /** @param {Index} index @param {Found} found */
  groups(index, found) {
    const from = position();
    const kinds = [...new Set(found.hits.map((hit) => hit.kind))];
    const groups = kinds.map((kind, n) => element('div', { role: 'group', 'aria-labelledby': `found-${n}` },
      element('p', { id: `found-${n}`, class: 'fine', role: 'presentation' }, `${kind.title[lang]} `, element('span', {}, String(found.counts.get(kind)))),
      ...found.hits.filter((hit) => hit.kind === kind).map((hit) => {
        const more = elsewhere(hit, found.words, index);
        const where = about(hit, index, from);
        return this.option(addressOf(hit, this.root), element('b', {}, ...marked(labelOf(hit), found.words, index)), ' ', ...seal(hit, index),
          ...(where ? [element('small', {}, where)] : []), ...(more.length ? [element('small', {}, ...more)] : []));
      })));
    return [...groups, this.option(this.page(this.input.value), say.all(found.total, found.sure))];
  }

  /** @param {string} query @param {string[]} meant */
  nothing(query, meant) {
    const offers = meant.map((piece) => {
      const [before, name, after] = say.meant(piece);
      return this.option(this.page(piece), before, element('b', {}, name), after);
    });
    const add = [element('p', { class: 'fine', role: 'presentation' }, say.shorter), this.option(this.root + say.form, say.add)];
    return [element('p', { class: 'fine', role: 'presentation' }, say.nothing(query)), ...(offers.length ? offers : add)];
  }

  /** A line that leads somewhere. It is a link, so that it opens as links do; the focus stays in the box. @param {string} address @param {(Node | string)[]} children */
  option(address, ...children) {
    return element('a', { role: 'option', href: address, tabindex: '-1', 'aria-selected': 'false' }, ...children);
  }

  /** The page of all results. @param {string} query */
  page(query) {
    return `${this.form.action}?${new URLSearchParams({ q: query })}`;
  }

  get options() {
    return /** @type {HTMLAnchorElement[]} */ ([...this.list.querySelectorAll('[role=option]')]);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const { options } = this;
    const open = !this.list.hidden;
    const last = options.length - 1;
    const steps = /** @type {Record<string, () => void>} */ ({
      ArrowDown: () => (open ? this.activate(this.active < last ? this.active + 1 : -1) : this.answer()),
      ArrowUp: () => (open ? this.activate(this.active < 0 ? last : this.active - 1) : this.answer()),
      ...(open && { Escape: () => this.close() }),
      ...(open && this.active >= 0 && { Enter: () => options[this.active].click() }),
    });
    if (!steps[event.key]) return;
    event.preventDefault();
    steps[event.key]();
  }

  /** The option the reader is at; -1 is the box itself. @param {number} n */
  activate(n) {
    this.active = n;
    this.options.forEach((option, i) => {
      option.id = `found-option-${i}`;
      option.setAttribute('aria-selected', String(i === n));
    });
    if (n < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `found-option-${n}`);
    this.options[n]?.scrollIntoView({ block: 'nearest' });
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  /** @param {string} text */
  say(text) {
    this.list.replaceChildren(element('p', { class: 'fine' }, text));
    this.list.hidden = false;
    this.status.textContent = text;
  }
}

/** Whether a key goes into a field. @param {EventTarget | null} target */
const typing = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
