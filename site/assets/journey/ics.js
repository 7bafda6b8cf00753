// A journey as whole days of a calendar (RFC 5545). The reader picks the day, so nothing here is a date of ours.

/** One whole day or several. @typedef {{ uid: string, first: string, days: number, title: string, lines: string[], address: string }} Entry */

// Octets a line may have, its break left out.
const LONGEST = 75;

/** @param {Entry[]} entries */
export function calendar(entries) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//science-hunan//journeys//ZH', 'CALSCALE:GREGORIAN', ...entries.flatMap(event), 'END:VCALENDAR'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** @param {Entry} entry */
function event({ uid, first, days, title, lines, address }) {
  return [
    'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${plain(first)}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(first)}`, `DTEND;VALUE=DATE:${plain(after(first, days))}`,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(lines.join('\n'))}`, `URL:${address}`, 'TRANSP:TRANSPARENT', 'END:VEVENT',
  ];
}

/** The day so many days after another; days are counted in UTC, where each has 24 hours. @param {string} day @param {number} days */
export function after(day, days) {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** @param {string} day */
const plain = (day) => day.replace(/-/g, '');

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/** A long line goes on after a break and a blank, never inside a character. @param {string} line */
function folded(line) {
  const octets = new TextEncoder();
  let [out, width] = ['', 0];
  for (const character of line) {
    const more = octets.encode(character).length;
    if (width + more > LONGEST) [out, width] = [`${out}\r\n `, 1];
    out += character;
    width += more;
  }
  return out;
}
