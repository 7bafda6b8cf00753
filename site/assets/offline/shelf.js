// Two shelves, so that many pages never push out what every page needs.
const MOST = { pages: 100, parts: 200 }; // the oldest go first
/** @param {boolean} page */
const shelf = page => caches.open(page ? "pages" : "parts");

/** What was seen at this address; a page whatever its parameters, since those only filter.
 * @param {Request} request @param {boolean} page */
export async function kept(request, page) {
  return (await shelf(page)).match(request, { ignoreSearch: page });
}

/** Put an answer on its shelf, as the newest; what is too many goes. @param {Request} request @param {Response} response @param {boolean} page */
export async function keep(request, response, page) {
  const on = await shelf(page);
  const url = new URL(request.url);
  const name = page ? url.origin + url.pathname : request.url;
  await on.delete(name);
  await on.put(name, response);
  const all = await on.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - MOST[page ? 'pages' : 'parts'])).map(one => on.delete(one)));
}

/** Fetch what is needed before anyone asks for it. @param {string[]} addresses */
export async function bring(addresses) {
  for (const page of [true, false]) await (await shelf(page)).addAll(addresses.filter(one => one.endsWith("/") === page));
}
