// A map in a frame shows itself and its list alone. Stands in the head, so that the rest never flashes up.
if (new URLSearchParams(location.search).has("embed")) document.documentElement.classList.add("embed");
