// Keeps the outline up to date and the focus where it is. Nothing is kept in the browser.
"use strict";
(() => {
  const place = document.getElementById("outline");
  const news = document.getElementById("news");
  if (!place) return;
  const again = () => setTimeout(look, 1500);
  async function look() {
    try {
      const answer = await fetch(`${place.dataset.address}?after=${place.dataset.mark}`, {
        credentials: "same-origin",
      });
      if (answer.status === 200) take(await answer.text());
      else if (answer.status !== 204) return;
    } catch {
      // no network for a moment: the next look makes up for it
    }
    if (place.dataset.over !== "1") again();
  }
  function take(text) {
    const found = new DOMParser().parseFromString(text, "text/html").getElementById("outline");
    if (!found) return;
    const active = document.activeElement;
    // what is being typed into a field of the outline is not taken away
    if (place.contains(active) && active.tagName === "INPUT" && active.value) return;
    const name = place.contains(active) ? active.id : "";
    place.replaceChildren(...found.childNodes);
    place.dataset.mark = found.dataset.mark;
    place.dataset.over = found.dataset.over;
    const before = name && document.getElementById(name);
    if (before) before.focus();
    news.textContent = "";
    news.textContent = news.dataset.text;
  }
  again();
})();
