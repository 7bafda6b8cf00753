// The page: which table, which record, its form, what is wrong with it, and what comes out.

/** @typedef {import('./types.js').Cells} Cells */
/** @typedef {import('./types.js').Worded} Worded */

import { element } from '../map/dom.js';
import { Draft } from './draft.js';
import { changed, outcome } from './outcome.js';
import { judge } from './rules/index.js';
import { Sheet } from './sheet.js';
import { NewSource } from './source.js';
import { Store } from './store.js';
import { said, say } from './strings.js';

export class App {
  /** @param {HTMLElement} page */
  constructor(page) {
    this.page = page;
    this.store = new Store(page.dataset.folder || '');
    this.ways = { repository: page.dataset.repository || '', mail: page.dataset.mail || '' };
    this.ground = { shapes: page.dataset.shapes || '', bounds: page.dataset.bounds || '', line: (/** @type {string} */ code) => this.store.line(code) };
    this.form = /** @type {HTMLFormElement} */ (page.querySelector('form'));
    this.status = /** @type {HTMLElement} */ (page.querySelector('[data-status]'));
    /** @type {Set<string>} columns the reader has left once; only those complain */
    this.left = new Set();
  }

  async start() {
    const words = new URLSearchParams(location.search);
    const name = words.get('dataset');
    if (!name) return;
    try {
      await this.open(name, words.get('id') || '');
    } catch (error) {
      console.warn(error);
      this.tell(this.page.querySelector(`[data-dataset="${CSS.escape(name)}"]`) ? say.failed : say.noTable);
    }
  }

  /** @param {string} text */
  tell(text) {
    this.status.textContent = text;
  }

  /** @param {string} name @param {string} id */
  async open(name, id) {
    if (!this.page.querySelector(`[data-dataset="${CSS.escape(name)}"]`)) return this.tell(say.noTable);
    const [know, dataset] = await Promise.all([this.store.knowledge(), this.store.dataset(name)]);
    this.before = id ? await this.store.row(dataset, id) : null;
    if (id && !this.before) return this.tell(say.missing);
    this.know = know;
    this.dataset = dataset;
    this.id = id;
    this.draft = new Draft(name, id);
    await this.build(dataset, id || dataset.next);
    return this.fill();
  }

  /** @param {import('./types.js').Dataset} dataset @param {string} key */
  async build(dataset, key) {
    this.sheet = new Sheet(dataset, this.store, { prefix: 'f', key, ground: this.ground });
    const sources = dataset.fields.find(({ role }) => role === 'sources');
    if (sources?.link) {
      const registry = await this.store.dataset(sources.link.dataset);
      this.source = new NewSource(registry, this.store, this.ground, () => this.cite());
      this.sheet.box(sources.name).append(this.source.node);
    }
    this.summary = element('div', { class: 'errsum stack', role: 'alert', tabindex: '-1', hidden: '' });
    this.result = element('div', { 'aria-live': 'polite' });
    const check = element('p', { class: 'btns field' }, element('button', { class: 'btn' }, say.check));
    this.form.replaceChildren(this.summary, this.sheet.node, element('p', { class: 'note' }, say.later), check, this.result);
    this.title();
    this.listen();
    this.page.classList.add('open');
    this.form.hidden = false;
  }

  title() {
    const { dataset } = this;
    if (!dataset) return;
    const name = this.store.names.get(dataset.name)?.get(this.id || '')?.[1];
    const text = name ? say.correctOf(name) : say.addTo(said(dataset, 'title'));
    const heading = this.page.querySelector('h1');
    if (heading) heading.textContent = text;
    document.title = `${text} - ${document.title.split(' - ').pop()}`;
  }

  fill() {
    if (!this.sheet) return;
    const kept = this.draft?.read();
    this.sheet.cells = kept?.cells || this.before || {};
    if (kept?.source && this.source) {
      this.source.set(true);
      this.source.sheet.cells = kept.source;
      this.sheet.cells = kept.cells; // once more: its sources now name the new one
    }
    this.sayDraft(Boolean(kept));
    this.reach(new URLSearchParams(location.search).get('field') || '');
  }

  /** Opens the field that a link names. @param {string} column */
  reach(column) {
    const box = this.sheet?.boxes.get(column);
    const fold = box?.closest('details');
    if (fold) fold.open = true;
    if (box) this.sheet?.controls.get(column)?.focus.focus();
  }

  /** @param {boolean} back */
  sayDraft(back) {
    const clear = element('button', { type: 'button', class: 'btn ghost small' }, say.draftClear);
    clear.addEventListener('click', () => { this.draft?.clear(); location.reload(); });
    this.status.replaceChildren(...(back ? [say.draftBack, ' ', clear] : [say.draft]));
  }

  listen() {
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.finish(); });
    this.form.addEventListener('input', () => this.keep());
    this.form.addEventListener('change', (event) => { this.follow(/** @type {HTMLElement} */ (event.target)); this.keep(); });
    this.form.addEventListener('focusout', (event) => this.leave(/** @type {HTMLElement} */ (event.target)));
  }

  keep() {
    if (!this.sheet) return;
    this.draft?.keep({ cells: this.sheet.cells, source: this.source?.open ? this.source.sheet.cells : null });
    this.result?.replaceChildren();
  }

  /** A county brings its prefecture along. @param {HTMLElement} target */
  follow(target) {
    const [county, prefecture] = ['county', 'prefecture'].map((role) => this.sheet?.withRole(role));
    if (!county?.value || county.node !== target || !prefecture || prefecture.value) return;
    const link = this.dataset?.fields.find(({ role }) => role === 'county')?.link;
    prefecture.value = this.store.names.get(link?.dataset || '')?.get(county.value)?.[3] || '';
  }

  /** The new source is cited, or no longer. */
  cite() {
    const cited = this.sheet?.withRole('sources');
    if (!cited || !this.source) return;
    const { next } = this.source.dataset;
    const others = cited.value.split(';').filter((id) => id && id !== next);
    cited.value = [...others, ...(this.source.open ? [next] : [])].join(';');
    this.keep();
  }

  /** @param {HTMLElement} target */
  async leave(target) {
    const column = /** @type {HTMLElement | null} */ (target.closest('[data-field]'))?.dataset.field;
    if (!column) return;
    this.left.add(target.id.startsWith('s-') ? `s-${column}` : column);
    await this.judge();
    this.show((one, prefix) => this.left.has(prefix ? `s-${one.column}` : one.column));
  }

  /** Judges both rows; a point needs the boundaries first. */
  async judge() {
    const { know, dataset, sheet, source, store } = this;
    if (!know || !dataset || !sheet) return;
    if (sheet.point?.at && !store.outlines) await store.loadOutlines();
    this.problems = judge(know, { dataset, id: this.id || '', names: store.names, outlines: store.outlines }, sheet.cells);
    const registered = source && new Map([...store.names, [source.dataset.name, new Map()]]);
    this.sourceProblems = source?.open && registered ? judge(know, { dataset: source.dataset, id: '', names: registered, outlines: null }, source.sheet.cells) : [];
  }

  /** @param {(problem: Worded, prefix: boolean) => boolean} wanted */
  show(wanted) {
    this.sheet?.tell((this.problems || []).filter((one) => wanted(one, false)), (column, value) => this.mend(this.sheet, column, value));
    this.source?.sheet.tell((this.sourceProblems || []).filter((one) => wanted(one, true)), (column, value) => this.mend(this.source?.sheet, column, value));
  }

  /** @param {Sheet | undefined} sheet @param {string} column @param {string} value */
  async mend(sheet, column, value) {
    const control = sheet?.controls.get(column);
    if (!control) return;
    control.value = value;
    control.focus.focus();
    this.keep();
    await this.judge();
    this.show((one, prefix) => prefix || this.left.has(one.column));
  }

  async finish() {
    const { sheet, source, dataset } = this;
    if (!sheet || !dataset) return;
    await this.judge();
    this.show(() => true);
    /** @param {Worded} one */
    const wrong = (one) => one.severity === 'error';
    const links = [...(this.problems || []).filter(wrong).map((one) => ({ one, id: sheet.idOf(one.column) })),
      ...(this.sourceProblems || []).filter(wrong).map((one) => ({ one, id: source?.sheet.idOf(one.column) || '' }))];
    this.result?.replaceChildren();
    if (links.length) return this.summarise(links);
    if (this.summary) this.summary.hidden = true;
    return this.conclude();
  }

  /** @param {{ one: Worded, id: string }[]} links */
  summarise(links) {
    const lines = links.map(({ one, id }) => {
      const line = element('a', { href: `#${id}` }, say.lang === 'zh' ? one.message_zh : one.message_en);
      line.addEventListener('click', (event) => { event.preventDefault(); document.getElementById(id)?.focus(); });
      return element('p', {}, line);
    });
    this.summary?.replaceChildren(element('h2', {}, say.toMend(links.length)), ...lines);
    if (this.summary) this.summary.hidden = false;
    this.summary?.focus();
  }

  conclude() {
    const { sheet, source, dataset } = this;
    if (!sheet || !dataset) return;
    const after = sheet.cells;
    const key = after[dataset.key];
    const title = after[dataset.label] === key ? '' : after[dataset.label];
    const change = { dataset, id: key, title, before: this.before || null, after };
    if (!changed(change).length) return void this.result?.replaceChildren(element('p', { class: 'note' }, say.nothingChanged));
    const changes = [change];
    if (source?.open) changes.push({ dataset: source.dataset, id: source.dataset.next, title: '', before: null, after: source.sheet.cells });
    this.result?.replaceChildren(outcome(changes, this.ways, this.store.names));
    document.getElementById('outcome')?.focus();
  }
}
