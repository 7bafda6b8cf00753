// The portal without a network: whatever was seen stays readable. sw.js, made by the build, says what comes along unseen.
import { answer } from "./answer.js";
import { bring } from "./shelf.js";

const worker = /** @type {Worker_} */ (/** @type {unknown} */ (self));
const root = new URL("./", worker.location.href);

worker.addEventListener("install", event => {
  event.waitUntil(bring(worker.ESSENTIALS.map(one => new URL(one, root).href)).then(() => worker.skipWaiting()));
});
worker.addEventListener("activate", event => { event.waitUntil(worker.clients.claim()); });
worker.addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  // Answers of the API change with every parameter and can be large; they are for those who are online.
  if (request.method !== "GET" || url.origin !== root.origin || url.href.startsWith(`${root}data/`)) return;
  event.respondWith(answer(event, root));
});
