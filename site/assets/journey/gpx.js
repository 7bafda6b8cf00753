// Places as waypoints of GPX 1.1: only those with a point of their own, and no track, since no source says which road is taken.

/** @typedef {{ lon: number, lat: number, name: string, accuracy: string, about: string }} Waypoint */

const SPACE = 'http://www.topografix.com/GPX/1/1';

/** @param {string} title @param {Waypoint[]} points */
export function waypoints(title, points) {
  const file = document.implementation.createDocument(SPACE, 'gpx', null);
  const root = file.documentElement;
  root.setAttribute('version', '1.1');
  root.setAttribute('creator', location.host);
  root.append(within(file, 'metadata', within(file, 'name', title)), ...points.map((point) => waypoint(file, point)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}\n`;
}

/** @param {XMLDocument} file @param {Waypoint} point */
function waypoint(file, { lon, lat, name, accuracy, about }) {
  const made = within(file, 'wpt', within(file, 'name', name), within(file, 'cmt', accuracy), within(file, 'desc', about));
  made.setAttribute('lat', String(lat));
  made.setAttribute('lon', String(lon));
  return made;
}

/** @param {XMLDocument} file @param {string} name @param {(Node | string)[]} children */
function within(file, name, ...children) {
  const made = file.createElementNS(SPACE, name);
  made.append(...children);
  return made;
}
