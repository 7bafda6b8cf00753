// Buttons that copy their text; hidden without script, since nothing would happen.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const label = button.querySelector("span");
  const before = label.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.copied || "已复制";
    setTimeout(() => { label.textContent = before; }, 2000);
  });
}
