// Datums of map services in China → WGS84, to within a metre of the engine's own.

import gcoord from 'gcoord';

export const WGS84 = 'WGS84';
export const GCJ02 = 'GCJ-02';
export const BD09 = 'BD-09';
export const BD09MC = 'BD-09 MC';
/** 0.00001 degrees are a metre; no service is truer. */
const DECIMALS = 5;

/**
 * (lon, lat) in WGS84, as it is written into a cell.
 * @param {string} datum @param {number} lon @param {number} lat
 * @returns {[lon: number, lat: number]}
 */
export function toWgs84(datum, lon, lat) {
  const [x, y] = exactly(datum, lon, lat);
  return [Number(x.toFixed(DECIMALS)), Number(y.toFixed(DECIMALS))];
}

/** @param {string} datum @param {number} lon @param {number} lat */
export function exactly(datum, lon, lat) {
  if (datum === BD09) return fromBaidu([lon, lat]);
  if (datum === BD09MC) return fromBaidu(gcoord.transform([lon, lat], gcoord.BD09MC, gcoord.BD09));
  return datum === GCJ02 ? gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84) : [lon, lat];
}

/** The library undoes Baidu's shift only roughly; a second look takes the rest away. @param {number[]} baidu */
function fromBaidu(baidu) {
  let guess = baidu;
  for (let turn = 0; turn < 4; turn += 1) {
    const again = gcoord.transform(/** @type {[number, number]} */ (guess), gcoord.GCJ02, gcoord.BD09);
    guess = [guess[0] + baidu[0] - again[0], guess[1] + baidu[1] - again[1]];
  }
  return gcoord.transform(/** @type {[number, number]} */ (guess), gcoord.GCJ02, gcoord.WGS84);
}
