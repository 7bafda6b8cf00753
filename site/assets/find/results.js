// The page of all results. What the server may have put there for readers without script, this replaces.

import { element, icon } from '../map/dom.js';
import { locate } from '../map/nearest.js';
import { away, keep, position } from './position.js';
import { about, addressOf, elsewhere, labelOf, marked, seal } from './showing.js';
import { lang, say } from './strings.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./types.d.ts').Found} Found */
/** @typedef {import('./types.d.ts').Hit} Hit */

/** So many at a time; by distance, so many of the best are put in order where not everything is loaded. */
const [PAGE, MEASURED] = [30, 200];

export class Results {
  /** @param {HTMLElement} host @param {import('./box.js').Box} box @param {() => Promise<Index>} open */
  constructor(host, box, open) {
    this.host = host;
    this.box = box;
    this.open = open;
    const asked = new URLSearchParams(location.search);
    this.query = (asked.get('q') || '').trim();
    this.kind = asked.get('in') || '';
    this.near = asked.has('near') && position() !== null;
    this.shown = PAGE;
  }

  async start() {
    if (!this.query) return;
    this.box.input.value = this.query;
    try {
      await this.show(await this.open());
    } catch {
      if (!this.host.childElementCount) this.host.replaceChildren(element('p', { class: 'note' }, say.failed));
    }
  }

  /** @param {Index} index */
  async show(index) {
    const most = this.near ? (index.grams ? MEASURED : Infinity) : this.shown;
    const found = await index.find(this.query, { most, kind: this.kind });
    const from = position();
    const hits = this.near ? [...found.hits].sort((a, b) => away(a, from) - away(b, from)) : found.hits;
    const meant = found.total ? [] : await index.meant(this.query);
    this.host.replaceChildren(...(found.total ? [this.chips(found), this.order(index, found), ...this.rows(index, found, hits)] : [this.nothing(meant)]));
  }

  /** The kinds that were found, most first, each a link to itself alone. @param {Found} found */
  chips(found) {
    const kinds = [...found.counts].sort(([, a], [, b]) => b - a);
    return element('p', { class: 'chips' }, this.chip('', say.everything, found.total), ...kinds.map(([kind, n]) => this.chip(kind.name, kind.title[lang], n)));
  }

  /** @param {string} kind @param {string} title @param {number} n */
  chip(kind, title, n) {
    const chip = element('a', { class: 'chip', href: this.address(this.query, kind) }, `${title} `, element('span', {}, n.toLocaleString('en')));
    if (kind === this.kind) chip.setAttribute('aria-current', 'true');
    return chip;
  }

  /** @param {string} query @param {string} kind */
  address(query, kind = '') {
    return `?${new URLSearchParams({ q: query, ...(kind && { in: kind }), ...(this.near && { near: '1' }) })}`;
  }

  /** The button that asks where the reader is, and says what came of it. @param {Index} index @param {Found} found */
  order(index, found) {
    const placed = found.hits.some(({ row }) => row[7]);
    const said = element('span', { class: 'hint', role: 'status' }, this.near ? say.nearest : '');
    const button = element('button', { type: 'button', class: 'chip', 'aria-pressed': String(this.near) }, icon('near'), say.near);
    button.addEventListener('click', async () => {
      if (this.near) {
        this.near = false;
        return this.turn(index);
      }
      said.textContent = say.locating;
      try {
        keep(await locate());
        this.near = true;
        await this.turn(index);
      } catch (code) {
        said.textContent = say.refused[Number(code)] || say.refused[0];
      }
    });
    const line = element('p', { class: 'chips' }, button, said);
    line.hidden = !placed;
    return line;
  }

  /** @param {Index} index */
  async turn(index) {
    await this.show(index);
    history.replaceState(null, '', this.address(this.query, this.kind));
    /** @type {HTMLElement | null} */ (this.host.querySelector('[aria-pressed]'))?.focus();
  }

  /** @param {Index} index @param {Found} found @param {Hit[]} hits @returns {Node[]} */
  rows(index, found, hits) {
    const from = position();
    const shown = hits.slice(0, this.shown);
    const list = element('ul', { class: 'rows' }, ...shown.map((hit) => this.row(hit, found, index, from)));
    const of = this.kind ? [...found.counts].find(([kind]) => kind.name === this.kind)?.[1] || 0 : found.total;
    const head = element('h2', { class: 'vh' }, say.list);
    if (shown.length >= of) return [head, list];
    const more = element('button', { type: 'button', class: 'btn ghost' }, say.more);
    more.addEventListener('click', async () => {
      this.shown += PAGE;
      await this.show(index);
      /** @type {HTMLElement | null} */ (this.host.querySelectorAll('.row h3 a')[shown.length])?.focus();
    });
    return [head, list, element('p', { class: 'btns' }, more, element('span', { class: 'hint' }, say.first(shown.length)))];
  }

  /** @param {Hit} hit @param {Found} found @param {Index} index @param {import('./position.js').LatLon | null} from */
  row(hit, { words }, index, from) {
    const term = hit.row[5] == null ? null : index.manifest.terms[hit.row[5]];
    const sign = term ? element('span', { class: `kind ${term[3]}` }, icon(term[2])) : element('span');
    const more = elsewhere(hit, words, index);
    const where = about(hit, index, from);
    return element('li', { class: 'row' }, sign, element('div', {},
      element('h3', {}, element('a', { href: addressOf(hit, this.box.root) }, ...marked(labelOf(hit), words, index)), ' ', ...seal(hit, index)),
      element('p', { class: 'meta' }, hit.kind.title[lang] + (where && ` · ${where}`)),
      ...(more.length ? [element('p', { class: 'meta' }, ...more)] : [])));
  }

  /** @param {string[]} meant */
  nothing(meant) {
    const offers = meant.flatMap((piece, n) => [n ? say.comma : '', element('a', { href: this.address(piece) }, `“${piece}”`)]);
    const nothing = say.nothing(this.query);
    const [before, after] = say.asking(nothing);
    return element('p', { class: 'note' }, ...(offers.length ? [before, ...offers, after] : [nothing + say.stop]), say.shorter,
      element('a', { href: this.box.root + say.form }, say.add), say.stop);
  }
}
