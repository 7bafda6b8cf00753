// The address of GitHub's own form, filled in with a change. The fields have the ids they have in .github/ISSUE_TEMPLATE:
// a form leaves out whatever it has no field for.

/** @typedef {import('./types.js').Names} Names */
/** @typedef {import('./outcome.js').Change} Change */

import { withRole } from './rules/roles.js';

/** Characters of what a row rests on that a link has room for; the row itself names every source. */
const LONGEST_SOURCE = 300;

/**
 * Title and fields of the form that a change calls for; `text` is what no field of its own asks for.
 * @param {Change[]} changes @param {string} title @param {string} text @param {Map<string, Names>} names
 */
export function filled(changes, title, text, names) {
  const [main, ...registered] = changes;
  const titles = new Map(registered.map(({ dataset, id, after }) => [id, after[dataset.label]]));
  const source = called(main, 'sources', names, titles).slice(0, LONGEST_SOURCE);
  const form = main.before
    ? { template: 'correct.yml', title, record: [`${main.dataset.name}/${main.id}`, main.title].filter(Boolean).join(' '), change: text, source }
    : { template: 'add.yml', title, name: main.title || main.id, division: called(main, 'county', names) || called(main, 'prefecture', names),
        kind: called(main, 'kind', names) || main.dataset.title, source, more: text };
  return Object.entries(form).map(([id, value]) => `${id}=${encodeURIComponent(value)}`).join('&');
}

/**
 * The values of the column with a role, in words: a code's label, a row's name; a source keeps its id before its title.
 * @param {Change} change @param {string} role @param {Map<string, Names>} names @param {Map<string, string>} [titles] of rows that come along
 */
function called({ dataset, after }, role, names, titles) {
  const field = withRole(dataset, role);
  const values = field ? (after[field.name] || '').split(';').filter(Boolean) : [];
  return values.map((value) => {
    const name = titles?.get(value) || names.get(field?.link?.dataset || '')?.get(value)?.[1] || field?.options.find(({ code }) => code === value)?.label;
    return role === 'sources' ? [value, name].filter(Boolean).join(' ') : name || value;
  }).join('\n');
}
