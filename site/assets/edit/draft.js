// What is not sent yet, kept in this browser and nowhere else.

/** @typedef {{ cells: import('./types.js').Cells, source: import('./types.js').Cells | null }} Kept */

export class Draft {
  /** @param {string} dataset @param {string} id */
  constructor(dataset, id) {
    this.key = `edit:${dataset}:${id}`;
  }

  /** @returns {Kept | null} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key) || 'null');
    } catch {
      return null; // no store in this browser, or something else is in it
    }
  }

  /** @param {Kept} kept */
  keep(kept) {
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // a full or forbidden store loses the draft, never the form
    }
  }

  clear() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // nothing was kept
    }
  }
}
