/* Filters are folded on a phone; where there is room they, and the first three among them, stand open. */
if (matchMedia("(min-width: 62em)").matches)
  document.querySelectorAll(".wide-open, .wide-open details:nth-of-type(-n+3)").forEach(function (e) { e.open = true; });
