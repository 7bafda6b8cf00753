// A route has no date of its own: the reader picks a day and takes it as a calendar file.

import { calendar } from '../journey/ics.js';
import { save } from '../journey/save.js';

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-journey]'));
if (form) {
  /** @type {{ id: string, title: string, days: number | null, stops: string[] }} */
  const journey = JSON.parse(form.dataset.journey || '{}');
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const first = String(new FormData(form).get('day'));
    const lines = [journey.stops.map((stop, n) => `${n + 1} ${stop}`).join('\n'), '日子是自己选的，不是主办方公布的。', location.href];
    const entry = { uid: `${first}-${journey.id}`, first, days: journey.days || 1, title: journey.title, lines, address: location.href };
    save(calendar([entry]), 'text/calendar', `${journey.title}.ics`);
  });
}
