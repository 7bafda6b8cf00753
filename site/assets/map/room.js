// Names give way to pins: each mark in turn takes the first free spot, or steps aside.

/** @typedef {import('./marks.js').Mark} Mark */
/** @typedef {[x: number, y: number]} Shift */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Box */

/**
 * Where a mark may step to, the nearest first.
 * @param {number} reach in pixels
 * @returns {Shift[]}
 */
const stepsWithin = (reach) => [0, 10, 20, 30, 45, 60].filter((r) => r <= reach).flatMap((r) => /** @type {Shift[]} */ ([[0, r], [0, -r], [r, 0], [-r, 0], [r, r], [-r, r], [r, -r], [-r, -r]]));

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** @type {Map<number, Shift[]>} */
const KNOWN = new Map();

/** @param {number} reach */
function steps(reach) {
  const found = KNOWN.get(reach) || stepsWithin(reach);
  KNOWN.set(reach, found);
  return found;
}

/**
 * Gives every mark its shift. Marks that find no room stay where they are, or fall out if they may.
 * @param {Mark[]} marks the most important first
 * @param {(at: Mark['at']) => { x: number, y: number }} project to pixels
 * @returns {{ mark: Mark, shift: Shift }[]}
 */
export function arrange(marks, project) {
  /** @type {Box[]} */
  const taken = [];
  return marks.flatMap((mark) => {
    const boxed = boxes(mark, project(mark.at));
    const free = steps(mark.reach || 0).find((step) => !taken.some((other) => meet(boxed(step), other)));
    if (!free && mark.spare) return [];
    /** @type {Shift} */
    const shift = free || [0, 0];
    taken.push(boxed(shift));
    return [{ mark, shift }];
  });
}

/**
 * @param {Mark} mark
 * @param {{ x: number, y: number }} point
 * @returns {(shift: Shift) => Box}
 */
function boxes({ size: [width, height] }, { x, y }) {
  return ([right, down]) => [x + right - width / 2, y + down - height / 2, x + right + width / 2, y + down + height / 2];
}
