// The address of a page as a QR code: the public one where the portal has it, else the one it is read at.

import encode from 'qr';

/** Modules of quiet paper around the code; ISO/IEC 18004 asks for four. */
const MARGIN = 4;
const SVG = 'http://www.w3.org/2000/svg';

/** @param {Element} box */
export function code(box) {
  const address = box.getAttribute('data-code') || location.href.replace(/[?#].*$/, '');
  const rows = encode(address, 'raw', { border: MARGIN, ecc: 'medium' });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', address);
  drawing.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', path);
  const words = document.createElement('figcaption');
  words.textContent = address.replace(/^https?:\/\//, '');
  box.append(drawing, words);
}
