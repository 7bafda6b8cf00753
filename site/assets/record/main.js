// What a record's page can only say where it is read: whether it is open now, and its own address as a code to scan.

import { code } from './code.js';
import { today } from './today.js';

const lang = document.documentElement.lang === 'en' ? 'en' : 'zh';
const data = document.querySelector('script[type="application/json"]');
if (data) today(JSON.parse(data.textContent || ''), lang, Date.now());

for (const box of document.querySelectorAll('[data-code]')) code(box);

for (const button of document.querySelectorAll('[data-print]')) {
  /** @type {HTMLElement} */ (button).hidden = false;
  button.addEventListener('click', () => print());
}
