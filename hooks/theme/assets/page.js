// What helps once the page stands: printing, copying the citation, days left of a notice, the contents that follow.
(function () {
  "use strict";
  var root = document.documentElement;

  function each(selector, action) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), action);
  }

  // whole days in the reader's own calendar: the last day of a notice still counts as open
  function daysLeft(element) {
    var parts = element.getAttribute("data-closes").split("-");
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    var left = Math.round((Date.UTC(+parts[0], parts[1] - 1, +parts[2]) - today) / 864e5);
    var words = left < 0 ? "公示已经结束。" : left === 0 ? "今天是公示最后一天。" : "公示还剩 " + left + " 天。";
    var place = element.querySelector("[data-days-left]");
    if (!place) {
      place = document.createElement("p");
      place.setAttribute("data-days-left", "");
      element.appendChild(place);
    }
    place.textContent = words;
    element.setAttribute("data-open", String(left >= 0));
  }

  function print(button) {
    // the form alone goes to paper, not the page that explains it
    root.classList.toggle("print-form", button.getAttribute("data-print") === "form");
    window.print();
  }

  // where the browser refuses to copy, the text is shown and selected: two keys, or a long press, do the rest
  function copy(box) {
    var text = box.querySelector(".citation"), said = box.querySelector("[role=status]");
    function done() { said.textContent = "已复制，可以粘贴了。"; }
    function byHand() {
      box.classList.add("by-hand");
      var range = document.createRange();
      range.selectNodeContents(text);
      var selection = window.getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      var copied = false;
      // where this fails too, the words below help
      try { copied = document.execCommand("copy"); } catch (error) {}
      said.textContent = copied ? "已复制，可以粘贴了。" : "已经选中，请按 Ctrl+C 或者长按复制。";
    }
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text.textContent).then(done, byHand);
    else byHand();
  }

  function followContents() {
    var links = {};
    each(".contents a", function (link) { links[decodeURIComponent(link.hash.slice(1))] = link; });
    if (!window.IntersectionObserver || !Object.keys(links).length) return;
    // a heading counts as reached from the line at 30 % of the window upwards, however far above; the last one is where one reads
    var reached = {};
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { reached[entry.target.id] = entry.isIntersecting; });
      var current = Object.keys(links).filter(function (id) { return reached[id]; }).pop();
      each(".contents a[aria-current]", function (link) { link.removeAttribute("aria-current"); });
      if (current) links[current].setAttribute("aria-current", "true");
    }, { rootMargin: "1000000px 0px -70% 0px" });
    Object.keys(links).forEach(function (id) {
      var heading = document.getElementById(id);
      if (heading) seen.observe(heading);
    });
  }

  each("[data-closes]", daysLeft);
  each("[data-print]", function (button) { button.addEventListener("click", function () { print(button); }); });
  each("[data-copy]", function (button) { button.addEventListener("click", function () { copy(button.parentNode); }); });
  followContents();
  // only pages that can be read aloud, on devices that can speak, need the script for it
  if (document.querySelector(".aloud") && root.classList.contains("can-speak")) {
    var aloud = document.createElement("script");
    aloud.src = document.querySelector("[data-aloud-script]").getAttribute("data-aloud-script");
    document.head.appendChild(aloud);
  }
})();
