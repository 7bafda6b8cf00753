// What a reader is told of a moment: open or not, until when, and if nobody can know, why.

import { later, next, spans, state, weekday } from './agenda.js';

/**
 * @typedef {import('./agenda.js').Agenda} Agenda
 * @typedef {import('./agenda.js').Moment} Moment
 * @typedef {import('./agenda.js').Span} Span
 * @typedef {[first: string, last: string, name: string]} Holiday
 * @typedef {'zh' | 'en'} Lang
 */

const NAMES = {
  zh: ['一', '二', '三', '四', '五', '六', '日'].map((name) => `周${name}`),
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** 540 → 9:00. @param {number} minute */
export const clock = (minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** @param {string} day @param {Lang} lang */
export function date(day, lang) {
  const [, month, number] = day.split('-').map(Number);
  const english = new Date(day).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return lang === 'zh' ? `${month}月${number}日` : english;
}

/** Spans of a day in words; null when it is not known. @param {Span[] | null} found @param {Lang} lang */
export function course(found, lang) {
  if (!found || found.some(([, , sure]) => !sure)) return null;
  if (!found.length) return lang === 'zh' ? '关闭' : 'closed';
  return found.map(([from, to]) => `${clock(from)}—${clock(to)}`).join(lang === 'zh' ? '，' : ', ');
}

/** @param {Holiday[]} holidays @param {string} day */
export const holiday = (holidays, day) => holidays.find(([first, last]) => first <= day && day <= last);

/**
 * The state in one line, and the reason where nobody can know. `hedged` where the hours are old or unconfirmed.
 * @param {Agenda | null} agenda @param {Holiday[]} holidays @param {Moment} moment @param {boolean} hedged @param {Lang} lang
 */
export function said(agenda, holidays, moment, hedged, lang) {
  const now = state(agenda, moment);
  const then = now === 'unknown' ? null : next(agenda, moment);
  const zh = lang === 'zh';
  const lines = {
    open: zh ? `现在${hedged ? '应该' : ''}开着` : `${hedged ? 'Should be open' : 'Open'} now`,
    closed: zh ? `现在${hedged ? '应该' : ''}关着` : `${hedged ? 'Should be closed' : 'Closed'} now`,
    unknown: zh ? '今天开不开，说不准' : 'Nobody can say whether it is open today',
  };
  return { state: now, line: lines[now] + (then ? change(moment, then, lang) : ''), why: now === 'unknown' ? why(agenda, holidays, moment.day, lang) : '' };
}

/** @param {Moment} moment @param {Moment & {state: string}} then @param {Lang} lang */
function change(moment, then, lang) {
  const zh = lang === 'zh';
  const when = then.day === moment.day ? '' : then.day === later(moment.day, 1) ? (zh ? '明天' : 'tomorrow ') : named(moment, then, lang);
  const at = when + clock(then.minute);
  if (then.state === 'closed') return zh ? `，${at}关` : `, until ${at}`;
  if (then.state === 'open') return zh ? `，${at}开` : `, opens ${at}`;
  return zh ? `，${at}以后说不准` : `, not known from ${at}`;
}

/** @param {Moment} moment @param {Moment} then @param {Lang} lang */
function named(moment, then, lang) {
  const soon = then.day <= later(moment.day, 6);
  return (soon ? NAMES[lang][weekday(then.day)] : date(then.day, lang)) + (lang === 'zh' ? '' : ' ');
}

/** @param {Agenda | null} agenda @param {Holiday[]} holidays @param {string} day @param {Lang} lang */
function why(agenda, holidays, day, lang) {
  const zh = lang === 'zh';
  const off = holiday(holidays, day);
  if (off) return zh ? `今天放${off[2]}假，来源没写放假开不开。` : `A public holiday (${off[2]}); no source says whether it opens.`;
  const sure = agenda?.days.some((kind) => kind?.some((span) => span[2]));
  if (spans(agenda, day) && !sure) return zh ? '来源写了几点到几点，没写哪几天开。' : 'Sources give the times, not the days.';
  if (spans(agenda, day)) return zh ? '今天调休上班，来源没写开不开。' : 'A make-up workday; no source says whether it opens.';
  return zh ? '这一天是不是放假，通知还没有收进来。' : 'Whether this is a public holiday is not known here yet.';
}

/**
 * The next holidays and what the hours say of each of their days.
 * @param {Agenda | null} agenda @param {Holiday[]} holidays @param {string} today @param {Lang} lang
 * @returns {{name: string, when: string, text: string | null}[]}
 */
export function coming(agenda, holidays, today, lang) {
  return holidays.filter(([, last]) => last >= today).slice(0, 3).map(([first, last, name]) => {
    /** @type {(string | null)[]} */
    const days = [];
    for (let day = first; day <= last; day = later(day, 1)) days.push(course(spans(agenda, day), lang));
    const alike = days.every((day) => day === days[0]);
    const when = first === last ? date(first, lang) : `${date(first, lang)}—${date(last, lang)}`;
    return { name, when, text: alike ? days[0] : null };
  });
}

/** How many years ago a day, month or year began; null without one. @param {string} asOf @param {string} today */
export function age(asOf, today) {
  return asOf ? (Date.parse(today) - Date.parse(asOf)) / (365.25 * 24 * 3600_000) : null;
}
