/* 大字: large text, kept between pages. It runs before the first paint; the button comes later. */
(function (d) {
  var root = d.documentElement, key = "text", button;
  function kept() { try { return localStorage.getItem(key) === "large"; } catch (e) { return false; } }
  function set(on) {
    if (on) root.setAttribute("data-text", "large"); else root.removeAttribute("data-text");
    if (button) button.setAttribute("aria-pressed", on);
  }
  set(kept());
  d.addEventListener("DOMContentLoaded", function () {
    button = d.querySelector("[data-large]");
    if (!button) return;
    button.hidden = false;
    set(kept());
    button.onclick = function () {
      var on = root.getAttribute("data-text") !== "large";
      set(on);
      try { localStorage.setItem(key, on ? "large" : ""); } catch (e) { /* private mode: this page only */ }
    };
  });
})(document);
