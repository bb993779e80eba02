// Suggestions while typing: titles that hold what is typed. A combobox by keyboard, pointer, screen reader and input method.
window.disclosureSuggestions = function (input, list, index, marked) {
  "use strict";
  const SHOWN = 6, PAUSE = 150;
  let typing = 0, active = -1;

  function close() {
    clearTimeout(typing);
    active = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function point(to) {
    const options = Array.from(list.children);
    if (!options.length || list.hidden) return;
    active = (to + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }
  function option(hit, at, title, words) {
    const made = document.createElement("li");
    made.append(marked(title, words));
    made.id = "suggestion-" + at;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.choose = () => { location.href = new URL(index.named("../items/" + hit.id + "/"), location.href); };
    // before the field loses the focus
    made.addEventListener("mousedown", (event) => { event.preventDefault(); made.choose(); });
    return made;
  }
  async function suggest() {
    const typed = input.value.trim();
    if (!typed) return close();
    const { words, hits } = await index.candidates(typed), best = hits.filter((hit) => hit.rank > 2).slice(0, SHOWN);
    const titles = await Promise.all(best.map(async (hit) => (await index.item(hit))[0]));
    if (input.value.trim() !== typed || document.activeElement !== input) return;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...best.map((hit, at) => option(hit, at, titles[at], words)));
    list.hidden = !best.length;
    input.setAttribute("aria-expanded", String(best.length > 0));
  }
  function soon() {
    clearTimeout(typing);
    typing = setTimeout(() => suggest().catch(close), PAUSE);
  }

  input.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
  input.addEventListener("compositionend", soon);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // these keys belong to the input method
    if (event.key === "ArrowDown") {
      event.preventDefault();
      if (list.hidden) soon(); else point(active + 1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      point(active < 0 ? -1 : active - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].choose();
    }
  });
  return { close };
};
