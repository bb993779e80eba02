// What must be right before the page is drawn, so that nothing flashes: the palette and 关怀版. The rest waits in page.js.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  // px of the text; the style sheet has a rule for each
  var SIZES = ["18", "22", "26", "30"];

  function stored(key) {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }
  function store(key, value) {
    try {
      if (value) localStorage.setItem(key, value); else localStorage.removeItem(key);
    // private mode: the choice lasts for this page
    } catch (error) {}
  }
  function isDark() {
    var choice = root.getAttribute("data-palette");
    return choice ? choice === "dark" : dark.matches;
  }
  function set(name, value) {
    if (value) root.setAttribute(name, value); else root.removeAttribute(name);
  }

  // also when the browser brings a page back as it was left: the choice may have changed on another page
  function apply() {
    var palette = stored("palette"), size = stored("elder");
    if (palette === "dark" || palette === "light") root.setAttribute("data-palette", palette);
    set("data-elder", SIZES.indexOf(size) < 0 ? null : size);
    set("data-dark", isDark() ? "true" : null);
    say();
  }

  // the buttons at their ends say so; before they exist there is nothing to say
  function say() {
    var size = root.getAttribute("data-elder");
    each("[data-elder-size]", function (button) {
      var end = button.getAttribute("data-elder-size") === "1" ? SIZES[SIZES.length - 1] : SIZES[0];
      button.setAttribute("aria-disabled", String(size === end));
    });
  }
  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  function switchElder() {
    var size = root.getAttribute("data-elder") ? null : SIZES[0];
    set("data-elder", size);
    store("elder", size);
    say();
  }
  function resize(step) {
    var at = SIZES.indexOf(root.getAttribute("data-elder")) + step;
    if (at < 0 || at >= SIZES.length) return;
    set("data-elder", SIZES[at]);
    store("elder", SIZES[at]);
    say();
  }
  function switchPalette() {
    var choice = isDark() ? "light" : "dark";
    root.setAttribute("data-palette", choice);
    store("palette", choice);
    set("data-dark", choice === "dark" ? "true" : null);
  }

  root.classList.add("js");
  if (window.speechSynthesis && window.SpeechSynthesisUtterance) root.classList.add("can-speak");
  apply();
  if (dark.addEventListener) dark.addEventListener("change", apply);
  window.addEventListener("pageshow", apply);
  document.addEventListener("DOMContentLoaded", function () {
    say();
    each("[data-palette-switch]", function (button) { button.addEventListener("click", switchPalette); });
    each("[data-elder-switch]", function (button) { button.addEventListener("click", switchElder); });
    each("[data-elder-size]", function (button) {
      button.addEventListener("click", function () { resize(+button.getAttribute("data-elder-size")); });
    });
  });
  // one key press to the search field from anywhere (a single letter would get in the way of typing and speech)
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    var fields = Array.prototype.filter.call(document.querySelectorAll("[role=search] input[name=q]"), function (field) {
      return field.offsetParent && getComputedStyle(field).visibility === "visible";
    });
    if (!fields.length) return;
    event.preventDefault();
    fields[fields.length - 1].focus();
    fields[fields.length - 1].select();
  });
})();
