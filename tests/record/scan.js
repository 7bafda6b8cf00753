// Reads a QR code: its modules come as rows of 0 and 1, the text goes back.

import { readFileSync } from 'node:fs';
import decode from 'qr/decode.js';

const rows = JSON.parse(readFileSync(0, 'utf-8'));
const SCALE = 8;
const side = rows.length * SCALE;
const data = new Uint8Array(side * side * 4);
for (let y = 0; y < side; y++) {
  for (let x = 0; x < side; x++) {
    const light = rows[Math.floor(y / SCALE)][Math.floor(x / SCALE)] ? 0 : 255;
    data.set([light, light, light, 255], (y * side + x) * 4);
  }
}
process.stdout.write(decode({ width: side, height: side, data }));
