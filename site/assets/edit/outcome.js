// What comes out: before and after, the row, and the ways to send it. Nothing goes anywhere by itself.

/** @typedef {import('./types.js').Cells} Cells */
/** @typedef {import('./types.js').Dataset} Dataset */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {{ dataset: Dataset, id: string, title: string, before: Cells | null, after: Cells }} Change */
/** @typedef {{ repository: string, mail: string }} Ways */

import { element } from '../map/dom.js';
import { header, line, quoted } from './csv.js';
import { filled } from './issue.js';
import { said, say } from './strings.js';

/** Servers and messengers refuse longer addresses; mail programs much shorter ones. */
const LONGEST_LINK = 7500;
const LONGEST_MAIL = 1800;

/** The columns that change. @param {Change} change */
export const changed = ({ dataset, before, after }) => dataset.fields.filter(({ name }) => (before?.[name] || '') !== (after[name] || ''));

/** @param {Change} change */
const subject = ({ dataset, id, title, before }) => (before ? say.subjectOld : say.subjectNew)([`${dataset.name}/${id}`, title].filter(Boolean).join(' '));

/** @param {Change} change */
const csv = ({ dataset, after }) => `${header(dataset)}\n${line(dataset, after)}\n`;

/** @param {string} text */
const cell = (text) => (text ? text.replace(/\|/g, '\\|').replace(/\n/g, ' ') : '—');

/** As Markdown, which is plain enough for mail too. @param {Change} change */
function table(change) {
  const rows = changed(change).map(({ name, title }) => `| ${title} \`${name}\` | ${cell(change.before?.[name] || '')} | ${cell(change.after[name] || '')} |`);
  return [`| ${say.column} | ${say.before} | ${say.after} |`, '| --- | --- | --- |', ...rows].join('\n');
}

/** @param {Change} change */
const block = (change) => [`**${change.dataset.file}**`, '', table(change), '', '```csv', csv(change).trim(), '```'].join('\n');

/** @param {Change[]} changes */
const letter = (changes) => changes.map(block).join('\n\n');

/**
 * An address with as much of the text as it may carry.
 * @param {(body: string) => string} made @param {string[]} bodies the fullest first @param {number} longest
 */
function fitting(made, bodies, longest) {
  return made(bodies.find((body) => made(body).length <= longest) ?? say.paste);
}

/** @param {Change[]} changes @param {Ways} ways @param {Map<string, import('./types.js').Names>} names @returns {HTMLElement} */
export function outcome(changes, ways, names) {
  const [main] = changes;
  const text = `${subject(main)}\n\n${letter(changes)}\n`;
  const rows = changes.map((change) => [`**${change.dataset.file}**`, '```csv', csv(change).trim(), '```'].join('\n')).join('\n\n');
  const title = subject(main);
  const issue = fitting((body) => `${ways.repository}/issues/new?${filled(changes, title, body, names)}`, [letter(changes), rows], LONGEST_LINK);
  const mail = ways.mail && fitting((body) => `mailto:${ways.mail}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`, [letter(changes), rows], LONGEST_MAIL);
  const long = issue.includes(encodeURIComponent(say.paste));
  return element('section', { class: 'stack', id: 'outcome', tabindex: '-1', 'aria-labelledby': 'outcome-h' },
    element('h2', { id: 'outcome-h' }, say.ready),
    element('p', {}, say.readyHint),
    ...changes.flatMap((change) => [differences(change), ready(change)]),
    element('p', { class: 'btns' }, copying(text, say.copyAll), link(say.text, file(text, 'text/plain'), `${main.dataset.name}-${main.id}.txt`)),
    element('p', { class: 'fine' }, say.textHint),
    element('ul', { class: 'files' },
      ...(mail ? [way(mail, say.mail, ways.mail)] : []),
      way(issue, say.issue, long ? say.issueLong : say.issueHint),
      way(`${ways.repository}/edit/main/${main.dataset.file}`, say.edit, say.editHint)));
}

/** @param {string} href @param {string} label @param {string} hint */
const way = (href, label, hint) => element('li', {}, element('a', { href, rel: 'nofollow' }, element('b', {}, label)), element('span', { class: 'sub' }, hint));

/** @param {string} label @param {string} href @param {string} name */
const link = (label, href, name) => element('a', { class: 'btn ghost small', href, download: name }, label);

/** @param {string} text @param {string} type */
const file = (text, type) => URL.createObjectURL(new Blob([text], { type }));

/** @param {Change} change */
function differences(change) {
  const pairs = changed(change).flatMap((field) => {
    const old = change.before?.[field.name] || '';
    return [element('p', {}, said(field, 'title')), ...(change.before ? [element('del', {}, shown(field, old))] : []), element('ins', {}, shown(field, change.after[field.name] || ''))];
  });
  return element('div', { class: 'diff' }, element('h3', {}, say.beforeAfter, ' ', element('code', {}, change.dataset.file)), ...pairs);
}

/** With the word for a code. @param {Field} field @param {string} value */
function shown(field, value) {
  const label = said(field.options.find(({ code }) => code === value) || {}, 'label');
  return value ? [value, label && label !== value ? `（${label}）` : ''].join('') : element('span', { class: 'unk' }, say.empty);
}

/** The row as it goes into the file, what changed in it marked. @param {Change} change */
function ready(change) {
  const marked = new Set(changed(change).map(({ name }) => name));
  const cells = change.dataset.fields.flatMap(({ name }, n) => {
    const text = quoted(change.after[name] || '');
    return [n ? ',' : '', change.before && marked.has(name) ? element('mark', { class: 'new' }, text) : text];
  });
  const name = `${change.dataset.name}-${change.id}.csv`;
  return element('div', {},
    element('h3', {}, say.row),
    element('p', { class: 'hint' }, say.rowHint(change.dataset.file, change.id)),
    element('pre', { class: 'row-out', tabindex: '0' }, element('code', {}, `${header(change.dataset)}\n`, ...cells, '\n')),
    element('p', { class: 'btns' }, copying(line(change.dataset, change.after), say.copy), link(say.csv, file(csv(change), 'text/csv'), name)));
}

/** @param {string} text @param {string} label */
function copying(text, label) {
  const button = element('button', { type: 'button', class: 'btn small' }, label);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = say.copied;
    } catch {
      button.textContent = say.copyFailed;
    }
  });
  return button;
}
