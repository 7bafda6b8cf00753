// A row as the CSV file holds it, quoted only where it must be.

/** @param {string} cell */
export function quoted(cell) {
  const text = cell.replace(/\r\n?/g, '\n');
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** @param {import('./types.js').Dataset} dataset */
export const header = (dataset) => dataset.fields.map(({ name }) => name).join(',');

/** @param {import('./types.js').Dataset} dataset @param {import('./types.js').Cells} cells */
export const line = (dataset, cells) => dataset.fields.map(({ name }) => quoted(cells[name] || '')).join(',');
