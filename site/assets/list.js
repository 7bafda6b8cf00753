// A list page: type to narrow, pick a value to filter. The state is kept in the address, so a filtered
// list can be sent to someone. Without script the same links open the table in the database.
const list = document.querySelector("[data-list]");
const rows = [...list.querySelectorAll(".row, tbody tr")];
const box = list.querySelector("#q");
const picks = [...list.querySelectorAll("a[data-field]")];
const count = list.querySelector("[data-count]");
const unit = count.textContent.replace(/[\d,]/g, "");
const state = new URLSearchParams(location.search);

const key = (pick) => pick.dataset.field;
const inCamel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

function fits(row) {
  const words = (state.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
  const text = row.textContent.toLowerCase();
  const chosen = [...state].filter(([name]) => name !== "q");
  return words.every((word) => text.includes(word))
    && chosen.every(([name, value]) => value.split(";").includes("") ? !row.dataset[inCamel(name)] : (row.dataset[inCamel(name)] || "").split(";").includes(value));
}

function show() {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !fits(row);
    if (!row.hidden) shown += 1;
  }
  for (const group of list.querySelectorAll("[data-group]")) group.hidden = !group.querySelector(".row:not([hidden])");
  for (const pick of picks) {
    const on = state.get(key(pick)) === pick.dataset.value;
    if (on) pick.setAttribute("aria-current", "true"); else pick.removeAttribute("aria-current");
  }
  count.textContent = shown.toLocaleString("en") + unit;
  list.querySelector("[data-none]").hidden = shown > 0;
  const query = state.toString();
  history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
}

for (const pick of picks) {
  pick.addEventListener("click", (event) => {
    event.preventDefault();
    if (state.get(key(pick)) === pick.dataset.value) state.delete(key(pick)); else state.set(key(pick), pick.dataset.value);
    show();
  });
}
box.form.hidden = false;
box.value = state.get("q") || "";
box.addEventListener("input", () => { if (box.value) state.set("q", box.value); else state.delete("q"); show(); });
box.form.addEventListener("submit", (event) => event.preventDefault());
show();
