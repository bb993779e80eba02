// Palette, printing, folding and days left. Loaded before the page is drawn, so that a chosen palette never flashes.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try { return localStorage.getItem("palette"); } catch (error) { return null; }
  }
  function isDark() {
    var choice = root.getAttribute("data-palette");
    return choice ? choice === "dark" : dark.matches;
  }
  if (stored()) root.setAttribute("data-palette", stored());
  root.classList.add("js");

  function paletteButton(button) {
    function name() { button.textContent = isDark() ? "浅色" : "深色"; }
    button.hidden = false;
    name();
    button.addEventListener("click", function () {
      var choice = isDark() ? "light" : "dark";
      root.setAttribute("data-palette", choice);
      try { localStorage.setItem("palette", choice); } catch (error) { /* private mode: lasts for this page */ }
      name();
    });
  }

  // whole days in the reader's own calendar: the last day of a notice still counts as open
  function daysLeft(element) {
    var parts = element.getAttribute("data-closes").split("-");
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    var left = Math.round((Date.UTC(+parts[0], parts[1] - 1, +parts[2]) - today) / 864e5);
    var words = left < 0 ? "公示已经结束。" : left === 0 ? "今天是最后一天。" : "还剩 " + left + " 天。";
    element.querySelector("[data-days-left]").textContent = words;
  }

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  document.addEventListener("DOMContentLoaded", function () {
    each("[data-palette]", function (element) { if (element !== root) paletteButton(element); });
    each("[data-print]", function (button) {
      button.hidden = false;
      // the form alone goes to paper, not the page that explains it
      button.addEventListener("click", function () {
        root.classList.toggle("print-form", button.getAttribute("data-print") === "form");
        window.print();
      });
    });
    each("[data-closes]", daysLeft);
    // browsers that cannot show folded contents by style alone get them opened here
    if (window.matchMedia("(min-width: 60em)").matches) {
      each("details[data-fold-small]", function (details) { details.open = true; });
    }
    followContents();
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

  function followContents() {
    var links = {};
    each(".contents a", function (link) { links[decodeURIComponent(link.hash.slice(1))] = link; });
    if (!window.IntersectionObserver || !Object.keys(links).length) return;
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting || !links[entry.target.id]) return;
        each(".contents a[aria-current]", function (link) { link.removeAttribute("aria-current"); });
        links[entry.target.id].setAttribute("aria-current", "true");
      });
    }, { rootMargin: "0px 0px -70% 0px" });
    Object.keys(links).forEach(function (id) {
      var heading = document.getElementById(id);
      if (heading) seen.observe(heading);
    });
  }
})();
