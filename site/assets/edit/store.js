// What the build wrote for the form, fetched when it is needed and once.

/** @typedef {import('./types.js').Dataset} Dataset */
/** @typedef {import('./types.js').Names} Names */
/** @typedef {import('./types.js').Name} Name */

import { Knowledge } from './rules/knowledge.js';
import { Outlines } from './rules/outlines.js';

export class Store {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<any>>} */
    this.fetched = new Map();
    /** @type {Map<string, Names>} */
    this.names = new Map();
    /** @type {Outlines | null} */
    this.outlines = null;
  }

  /** @param {string} path */
  get(path) {
    if (!this.fetched.has(path)) this.fetched.set(path, take(`${this.folder}/${path}.json`));
    return /** @type {Promise<any>} */ (this.fetched.get(path));
  }

  async knowledge() {
    return new Knowledge(await this.get('rules'));
  }

  /** A dataset, with the names that its links choose from. @param {string} name @returns {Promise<Dataset>} */
  async dataset(name) {
    /** @type {Dataset} */
    const dataset = await this.get(`columns/${name}`);
    const wanted = [name, ...dataset.fields.flatMap((field) => field.link?.dataset || [])];
    await Promise.all(wanted.map((one) => this.load(one)));
    return dataset;
  }

  /** @param {string} name */
  async load(name) {
    const rows = /** @type {Name[]} */ (await this.get(`names/${name}`));
    if (!this.names.has(name)) this.names.set(name, new Map(rows.map((row) => [row[0], row])));
  }

  /** The cells of a row; null when there is none. @param {Dataset} dataset @param {string} id @returns {Promise<import('./types.js').Cells | null>} */
  async row(dataset, id) {
    const cells = (await this.get(`rows/${dataset.name}`))[id];
    return cells ? Object.fromEntries(dataset.fields.map((field, n) => [field.name, cells[n]])) : null;
  }

  /** @param {string} code */
  async line(code) {
    await this.loadOutlines();
    return this.outlines?.line(code) || [];
  }

  async loadOutlines() {
    const [coded, { point }] = await Promise.all([this.get('outlines'), this.get('rules')]);
    this.outlines ??= new Outlines(coded, point);
  }
}

/** @param {string} url */
async function take(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}
