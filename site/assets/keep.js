/* Keeps what was read for when there is no network; and lists it on the page that is shown then. */
(function (d) {
  if (!("serviceWorker" in navigator)) return;
  var root = new URL("../", d.currentScript.src);
  addEventListener("load", function () { navigator.serviceWorker.register(root + "sw.js").catch(function () { /* private mode, or not over https */ }); });
  d.addEventListener("DOMContentLoaded", async function () {
    var list = d.querySelector("[data-seen]");
    if (!list || !("caches" in window)) return;
    var again = d.querySelector("[data-again]"), page = new URLSearchParams(location.search).get("page") || "";
    again.hidden = !page.startsWith(root.href);
    if (!again.hidden) again.href = page;
    var shelf = await caches.open("pages");
    for (var request of (await shelf.keys()).reverse()) {
      var title = new DOMParser().parseFromString(await (await shelf.match(request)).text(), "text/html").title;
      var row = d.createElement("li"), link = d.createElement("a");
      if (new URL(request.url).pathname.endsWith("/offline/")) continue;
      link.href = request.url;
      link.textContent = title.replace(/ - [^-]*$/, "");
      row.append(link);
      list.append(row);
    }
  });
})(document);
