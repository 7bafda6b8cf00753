import { keep, kept } from "./shelf.js";

// A line this slow is as good as none where there is something to show instead. Milliseconds.
const PATIENCE = 4000;

/** The newest there is: from the network, else as it was last seen, else the page that says so.
 * @param {Asked} event @param {URL} root */
export async function answer(event, root) {
  const { request } = event;
  const page = request.mode === "navigate";
  const found = await kept(request, page);
  const coming = fetch(request).then(response => {
    if (response.ok && response.type === "basic") event.waitUntil(keep(request, response.clone(), page));
    return response;
  });
  // Sent there, rather than shown here: the links of that page start from its own address.
  if (!found) return page ? coming.catch(() => Response.redirect(`${root}offline/?page=${encodeURIComponent(request.url)}`)) : coming;
  const late = new Promise(resolve => { setTimeout(resolve, PATIENCE, found); });
  return /** @type {Promise<Response>} */ (Promise.race([coming.catch(() => found), late]));
}
