// Points: whole, not zero, not swapped, in the province, in their county, in the right datum, as precise as they claim.

/** @typedef {import('../types.js').Cells} Cells */
/** @typedef {import('../types.js').Problem} Problem */
/** @typedef {import('../types.js').World} World */
/** @typedef {import('./knowledge.js').Knowledge} Knowledge */
/** @typedef {import('./outlines.js').Outlines} Outlines */

import { BD09, GCJ02, toWgs84 } from '../datum.js';
import { withRole } from './roles.js';
import { decimal, strip } from './text.js';

/**
 * @param {Knowledge} know @param {World} world @param {Cells} row
 * @returns {Problem[]}
 */
export function places(know, world, row) {
  const { outlines, dataset } = world;
  const columns = ['lon', 'lat'].map((role) => withRole(dataset, role)?.name || '');
  const texts = columns.map((name) => row[name] || '');
  if (!columns.every(Boolean) || !outlines || !texts.some(Boolean)) return [];
  const empty = columns[texts.indexOf('')];
  if (empty) return [{ code: 'point-half', column: empty, value: '', context: { other: texts.find(Boolean) } }];
  const [lon, lat] = texts.map((text) => (know.patterns.number.whole(text) ? Number(text.normalize('NFKC')) : NaN));
  if (Number.isNaN(lon + lat)) return [];
  const wrong = placed(know, world, row, columns, outlines, lon, lat);
  return wrong.length ? wrong : coarse(know, world, row, columns[0], texts);
}

/**
 * @param {Knowledge} know @param {World} world @param {Cells} row
 * @param {string[]} columns @param {Outlines} outlines @param {number} lon @param {number} lat
 * @returns {Problem[]}
 */
function placed(know, world, row, columns, outlines, lon, lat) {
  const { tolerance } = know.file.point;
  const about = { column: columns[0], value: `${decimal(lon)},${decimal(lat)}`, context: { lon: decimal(lat), lat: decimal(lon) }, also: [columns[1]] };
  if (lon === 0 && lat === 0) return [{ ...about, code: 'point-zero' }];
  if (!outlines.covers(lon, lat, tolerance)) return [{ ...about, code: outlines.covers(lat, lon, tolerance) ? 'point-swapped' : 'point-outside' }];
  return inDivision(know, world, row, outlines, lon, lat).map((one) => ({ column: about.column, value: about.value, ...one }));
}

/**
 * Against the county, or the prefecture where no county is known.
 * @param {Knowledge} know @param {World} world @param {Cells} row @param {Outlines} outlines @param {number} lon @param {number} lat
 */
function inDivision(know, { dataset }, row, outlines, lon, lat) {
  const areas = ['county', 'prefecture'].map((role) => outlines.byCode.get(row[withRole(dataset, role)?.name || '']));
  const area = areas.find(Boolean);
  const metres = area ? outlines.distance(area, lon, lat) : 0;
  if (!area || metres <= know.file.point.tolerance) return [];
  const undone = [GCJ02, BD09].map((datum) => ({ datum, at: toWgs84(datum, lon, lat) }));
  const fits = undone.filter(({ at }) => outlines.distance(area, ...at) <= know.file.point.explained);
  const fixes = fits.map(({ at }) => `lon=${at[0].toFixed(know.file.point.written)}, lat=${at[1].toFixed(know.file.point.written)}`);
  const context = {
    name: area.name, actual: outlines.containing(lon, lat)?.name || '', metres: Math.round(metres),
    datum: fits.map(({ datum }) => datum).join(' / '), fixed: fixes.join('；'), fixed_en: fixes.join('; '),
  };
  return [{ code: fits.length ? 'point-datum' : 'point-outside-county', context }];
}

/**
 * A point said to be the place's own needs the decimals for it.
 * @param {Knowledge} know @param {World} world @param {Cells} row @param {string} column @param {string[]} texts
 * @returns {Problem[]}
 */
function coarse(know, { dataset }, row, column, texts) {
  const field = withRole(dataset, 'accuracy');
  const term = field?.options.find(({ code }) => code === row[field.name]);
  const fewest = Math.min(...texts.map((text) => (strip(text).split('.')[1] || '').length));
  if (term?.mark !== 'solid' || fewest >= know.file.point.decimals) return [];
  const context = { decimals: fewest, wanted: know.file.point.decimals, accuracy: term.label, accuracy_en: term.label_en };
  return [{ code: 'point-coarse', column, value: texts.join(','), context }];
}
