// What all rules share: the engine's patterns, wording and limits, ready to use.

/** @typedef {import('../types.js').RulesFile} RulesFile */

import { Pattern } from './text.js';

export class Knowledge {
  /** @param {RulesFile} file */
  constructor(file) {
    this.file = file;
    this.patterns = Object.fromEntries(Object.entries(file.patterns).map(([name, pattern]) => [name, new Pattern(pattern)]));
    this.freeMail = new Set(file.freeMail);
  }
}
