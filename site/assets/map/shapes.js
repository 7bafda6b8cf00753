// The drawing: divisions and waters, in one file of our own host.

/** @typedef {import('./leaflet.js').LatLngTuple} LatLngTuple */
/** @typedef {LatLngTuple[][]} Lines */

/**
 * @typedef {object} Division
 * @property {string} code
 * @property {string} name
 * @property {string} short_name
 * @property {LatLngTuple} label where its name stands
 * @property {string} [prefecture] of a county
 * @property {Lines} rings outer and inner alike, to be filled by the even-odd rule
 */

/**
 * @typedef {object} Water
 * @property {'lake' | 'river' | 'stream'} kind
 * @property {Lines} lines
 */

/**
 * @typedef {object} Shapes
 * @property {Lines} province
 * @property {Division[]} prefectures
 * @property {Division[]} counties
 * @property {Water[]} waters
 */

/**
 * @param {string} url
 * @returns {Promise<Shapes>}
 */
export async function fetchShapes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return decode(await answer.json());
}

/**
 * Lines come as whole numbers, first a point and then steps, which compress to half of plain
 * coordinates; `scale` of them are one degree.
 * @param {any} coded
 * @returns {Shapes}
 */
export function decode({ scale, province, prefectures, counties, waters }) {
  /** @param {number[][]} lines */
  const lines = (lines) => lines.map((steps) => walked(steps, scale));
  /** @param {any} division */
  const division = ({ label, rings, ...rest }) =>
    ({ short_name: rest.name, ...rest, label: [label[1], label[0]], rings: lines(rings) });
  return {
    province: lines(province),
    prefectures: prefectures.map(division),
    counties: counties.map(division),
    waters: waters.map((/** @type {any} */ water) => ({ kind: water.kind, lines: lines(water.rings || water.lines) })),
  };
}

/**
 * @param {number[]} steps
 * @param {number} scale
 * @returns {LatLngTuple[]}
 */
function walked(steps, scale) {
  let [x, y] = [0, 0];
  /** @type {LatLngTuple[]} */
  const line = [];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    line.push([y / scale, x / scale]);
  }
  return line;
}
