// A pasted map link, or a pair of coordinates, read without asking anyone.

import { BD09, BD09MC, GCJ02, WGS84 } from './datum.js';

/**
 * What a text says of a place: in which datum if that is known; `short` is a link that only its own site can read.
 * @typedef {{ from: string, datum: string, lon: number, lat: number } | { short: string } | null} Read
 */

const NUMBER = '(-?\\d{1,3}(?:\\.\\d+)?)';
const PAIR = new RegExp(`^\\D*?${NUMBER}[°NE北东纬经度]*\\s*[,，;；\\s]\\s*[NE北东纬经度:：]*\\s*${NUMBER}[°NE北东纬经度]*\\s*$`);
const METRES = /@(-?\d{7,8}(?:\.\d+)?),(-?\d{6,7}(?:\.\d+)?)/;
const SHORT = ['surl.amap.com', 'j.map.baidu.com', 'map.baidu.com/s', 'maps.app.goo.gl', 'goo.gl', 'url.cn', 'w.url.cn'];
/** @type {Record<string, string>} Baidu's own names for datums */
const COORD_TYPES = { bd09ll: BD09, bd09mc: BD09MC, gcj02: GCJ02, gcj02ll: GCJ02, wgs84: WGS84, wgs84ll: WGS84 };

/**
 * Host → name of the service, its datum, and where in the address it puts a point: [pattern, whether longitude comes first].
 * @type {[RegExp, string, string, [RegExp, boolean][]][]}
 */
const SERVICES = [
  [/(^|\.)amap\.com$/, 'amap', GCJ02, [[pair('position|lnglat|location|center'), true], [/[?&](?:lng|lon)=(-?\d+\.\d+)&lat=(-?\d+\.\d+)/, true], [pair('q'), false], [/[?&]p=[^,&]*,(-?\d+\.\d+),(-?\d+\.\d+)/, false]]],
  [/(^|\.)baidu\.com$/, 'baidu', BD09, [[pair('location|latlng|center'), false]]],
  [/(^|\.)qq\.com$/, 'tencent', GCJ02, [[/[?&]marker=(?:[^&]*[;:])?coord:(-?\d+\.\d+),(-?\d+\.\d+)/, false], [pair('coord|center|latlng'), false], [/[?&]pointx=(-?\d+\.\d+)&pointy=(-?\d+\.\d+)/, true]]],
  [/(^|\.)openstreetmap\.org$/, 'osm', WGS84, [[/[?&]mlat=(-?\d+\.\d+)&mlon=(-?\d+\.\d+)/, false], [/#map=[\d.]+\/(-?\d+\.\d+)\/(-?\d+\.\d+)/, false]]],
  [/(^|\.)google\.[a-z.]+$/, 'google', '', [[/!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)/, false], [pair('q|query|ll|center|destination'), false], [/@(-?\d+\.\d+),(-?\d+\.\d+)/, false]]],
];

/** A parameter that holds two numbers. @param {string} names */
function pair(names) {
  return new RegExp(`[?&](?:${names})=(?:latlng:|loc:)?(-?\\d{1,3}\\.\\d+),(-?\\d{1,3}\\.\\d+)`, 'i');
}

/** @param {string} text @returns {Read} */
export function readPlace(text) {
  const link = /(?:https?:\/\/|geo:)\S+/.exec(text)?.[0];
  return link ? readLink(link) : readPair(text.trim());
}

/** @param {string} link @returns {Read} */
function readLink(link) {
  try {
    return parsed(link);
  } catch {
    return null; // not an address at all
  }
}

/** @param {string} link @returns {Read} */
function parsed(link) {
  const geo = /^geo:(-?[\d.]+),(-?[\d.]+)/.exec(link);
  if (geo) return { from: 'geo', datum: WGS84, lon: Number(geo[2]), lat: Number(geo[1]) };
  const { hostname, pathname } = new URL(link);
  if (SHORT.some((one) => `${hostname}${pathname}`.startsWith(one))) return { short: hostname };
  const text = decodeURIComponent(link.replace(/%(?![\da-f]{2})/gi, '%25'));
  const service = SERVICES.find(([host]) => host.test(hostname));
  return service ? found(service, text) : null;
}

/** @param {typeof SERVICES[number]} service @param {string} text @returns {Read} */
function found([, from, usual, places], text) {
  const metres = from === 'baidu' && METRES.exec(text);
  if (metres) return { from, datum: BD09MC, lon: Number(metres[1]), lat: Number(metres[2]) };
  const datum = COORD_TYPES[/[?&]coord_type=(\w+)/.exec(text)?.[1] || ''] || usual;
  for (const [pattern, lonFirst] of places) {
    const [, first, second] = pattern.exec(text) || [];
    if (first) return { from, datum, ...inOrder(Number(first), Number(second), lonFirst) };
  }
  return null;
}

/** @param {string} text @returns {Read} */
function readPair(text) {
  const [, first, second] = PAIR.exec(text) || [];
  return first ? { from: '', datum: '', ...inOrder(Number(first), Number(second), true) } : null;
}

/** The larger of the two is the longitude everywhere in China, whatever the order; elsewhere the usual order holds. @param {number} first @param {number} second @param {boolean} lonFirst */
function inOrder(first, second, lonFirst) {
  const [least, most] = first < second ? [first, second] : [second, first];
  if (least >= 3 && least <= 54 && most >= 73 && most <= 136) return { lon: most, lat: least };
  return lonFirst ? { lon: first, lat: second } : { lon: second, lat: first };
}
