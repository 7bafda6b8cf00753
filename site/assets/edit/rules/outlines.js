// Boundaries of divisions: which one holds a point, and how many metres outside it lies.

/** @typedef {{ code: string, name: string, rings: [number, number][][], box: [number, number, number, number] }} Area */

export class Outlines {
  /**
   * Coordinates are stretched so that a unit is as long both ways.
   * @param {any} coded @param {{ degree: number, cosine: number }} scale
   */
  constructor({ scale, outermost, divisions }, { degree, cosine }) {
    this.degree = degree;
    this.cosine = cosine;
    /** @type {Area[]} the smallest first */
    this.areas = divisions.map((/** @type {any} */ one) => area(one, scale, cosine));
    this.byCode = new Map(this.areas.map((one) => [one.code, one]));
    /** @type {Area[]} */
    this.outermost = outermost.map((/** @type {string} */ code) => this.byCode.get(code));
  }

  /** Metres from a point to a division; 0 inside it. @param {Area} area @param {number} lon @param {number} lat */
  distance(area, lon, lat) {
    const x = lon * this.cosine;
    if (holds(area, x, lat)) return 0;
    return Math.min(...area.rings.map((ring) => fromRing(ring, x, lat))) * this.degree;
  }

  /** The line of a division as a map draws it. @param {string} code @returns {[lat: number, lon: number][][]} */
  line(code) {
    return (this.byCode.get(code)?.rings || []).map((ring) => ring.map(([x, lat]) => [lat, x / this.cosine]));
  }

  /** Whether a point lies in, or so many metres from, any of them. @param {number} lon @param {number} lat @param {number} tolerance */
  covers(lon, lat, tolerance) {
    return this.outermost.some((area) => this.distance(area, lon, lat) <= tolerance);
  }

  /** The smallest division that holds a point. @param {number} lon @param {number} lat */
  containing(lon, lat) {
    return this.areas.find((area) => holds(area, lon * this.cosine, lat));
  }
}

/** @param {any} one @param {number} scale @param {number} cosine @returns {Area} */
function area({ code, name, rings }, scale, cosine) {
  const walked = rings.map((/** @type {number[]} */ steps) => walk(steps, scale, cosine));
  const [xs, ys] = [0, 1].map((n) => walked.flat().map((/** @type {[number, number]} */ point) => point[n]));
  return { code, name, rings: walked, box: [least(xs), least(ys), most(xs), most(ys)] };
}

/** @param {number[]} numbers */
const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b));
/** @param {number[]} numbers */
const most = (numbers) => numbers.reduce((a, b) => Math.max(a, b));

/** @param {number[]} steps @param {number} scale @param {number} cosine */
function walk(steps, scale, cosine) {
  let [x, y] = [0, 0];
  /** @type {[number, number][]} */
  const ring = [];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    ring.push([(x / scale) * cosine, y / scale]);
  }
  return ring;
}

/** Inside by the even-odd rule. @param {Area} area @param {number} x @param {number} y */
function holds({ rings, box }, x, y) {
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) return false;
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 1) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** @param {[number, number][]} ring @param {number} x @param {number} y */
function fromRing(ring, x, y) {
  let found = Infinity;
  for (let i = 1; i < ring.length; i += 1) found = Math.min(found, fromLine(ring[i - 1], ring[i], x, y));
  return Math.sqrt(found);
}

/** Square of the distance from a piece of line. @param {[number, number]} a @param {[number, number]} b @param {number} x @param {number} y */
function fromLine([ax, ay], [bx, by], x, y) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2;
}
