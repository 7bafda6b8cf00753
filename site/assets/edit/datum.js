// Datums of map services in China → WGS84, to within a fifth of a metre of the engine's own.

import gcoord from 'gcoord';

export const WGS84 = 'WGS84';
export const GCJ02 = 'GCJ-02';
export const BD09 = 'BD-09';
/** Baidu's metres, as in the address of its map. */
export const BD09MC = 'BD-09 MC';
/** @type {Record<string, any>} */
const SYSTEMS = { [WGS84]: gcoord.WGS84, [GCJ02]: gcoord.GCJ02, [BD09]: gcoord.BD09, [BD09MC]: gcoord.BD09MC };
/** 0.00001 degrees are a metre; no service is truer. */
const DECIMALS = 5;

/**
 * (lon, lat) in WGS84.
 * @param {string} datum @param {number} lon @param {number} lat
 * @returns {[lon: number, lat: number]}
 */
export function exactly(datum, lon, lat) {
  return gcoord.transform([lon, lat], SYSTEMS[datum], gcoord.WGS84);
}

/** The same as it is written into cells. @param {string} datum @param {number} lon @param {number} lat */
export function toWgs84(datum, lon, lat) {
  return /** @type {[number, number]} */ (exactly(datum, lon, lat).map((degrees) => Number(degrees.toFixed(DECIMALS))));
}

/** A coordinate as a cell. @param {number} degrees */
export const written = (degrees) => degrees.toFixed(DECIMALS);
