// Reading aloud with the voice of the browser: title and text, piece by piece, and the piece being read is marked.
(function () {
  "use strict";
  var group = document.querySelector(".aloud");
  var synthesis = window.speechSynthesis;
  if (!group || !document.documentElement.classList.contains("can-speak")) return;

  var BLOCKS = "h1, .prose h2, .prose h3, .prose h4, .prose p, .prose li, .prose tbody tr, .prose dl > div, .prose pre";
  // characters at a time: some voices fall silent in longer ones
  var LONGEST = 160;
  var start = button("start"), pause = button("pause"), stop = button("stop"), said = group.querySelector("[role=status]");
  // current also keeps the utterance from being collected
  var pieces = [], at = 0, state = "idle", cut = false, current = null;
  // endings of an earlier reading must not push a later one on
  var run = 0;

  function button(name) { return group.querySelector('[data-aloud="' + name + '"]'); }

  function own(node, block) {
    var element = node.parentElement;
    return element.closest(BLOCKS) === block && !element.closest(".aloud, .unseen, button, .hash, svg");
  }
  function textOf(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), words = "", cell = null;
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (!own(node, block)) continue;
      var here = node.parentElement.closest("td, th, dt, dd");
      if (here !== cell && here && block.contains(here)) {
        if (words.trim()) words += "，";
        var label = here.getAttribute("data-label");
        if (label) words += label + "：";
        cell = here;
      }
      words += node.textContent;
    }
    return words.replace(/\s+/g, " ").trim();
  }
  // whole sentences as long as they are short enough; a longer one is cut at a comma, else where it must be
  function split(text) {
    var found = [], rest = text;
    while (rest.length > LONGEST) {
      var part = rest.slice(0, LONGEST);
      var end = Math.max(part.lastIndexOf("。"), part.lastIndexOf("；"), part.lastIndexOf("！"), part.lastIndexOf("？"));
      if (end < 0) end = Math.max(part.lastIndexOf("，"), part.lastIndexOf("、"));
      found.push(rest.slice(0, (end < 0 ? LONGEST - 1 : end) + 1));
      rest = rest.slice(found[found.length - 1].length);
    }
    return rest ? found.concat(rest) : found;
  }
  function collect() {
    pieces = [];
    Array.prototype.forEach.call(group.closest("article").querySelectorAll(BLOCKS), function (block) {
      split(textOf(block)).forEach(function (text) { pieces.push({ block: block, text: text }); });
    });
  }

  // Mandarin that lives on this device: a voice of another company's server would send the text there
  function voice() {
    var rank = function (one) { return /^zh[-_]CN|^cmn|^zh[-_]Hans/i.test(one.lang) ? 2 : /^zh/i.test(one.lang) ? 1 : 0; };
    return synthesis.getVoices().filter(function (one) { return rank(one) && one.localService !== false; })
      .sort(function (a, b) { return rank(b) - rank(a); })[0] || null;
  }

  function mark(block) {
    Array.prototype.forEach.call(document.querySelectorAll(".reading"), function (old) { old.classList.remove("reading"); });
    if (!block) return;
    block.classList.add("reading");
    block.scrollIntoView({ block: "nearest" });
  }
  function show(next, words) {
    state = next;
    group.setAttribute("data-state", state);
    start.hidden = state !== "idle";
    pause.hidden = stop.hidden = state === "idle";
    pause.textContent = state === "paused" ? "继续" : "暂停";
    said.textContent = words || "";
  }

  function hush() {
    synthesis.cancel();
    // a pause outlives what was paused, and would hold the next reading
    synthesis.resume();
  }
  function speak() {
    var piece = pieces[at], mine = ++run;
    if (!piece) { end("读完了。"); return; }
    cut = false;
    mark(piece.block);
    current = new SpeechSynthesisUtterance(piece.text);
    current.lang = "zh-CN";
    current.voice = voice();
    current.rate = 0.9;
    current.onend = function () {
      if (mine !== run) return;
      // Android ends what it should hold
      if (state === "paused") { cut = true; return; }
      at += 1;
      speak();
    };
    current.onerror = function (event) {
      if (mine !== run || event.error === "canceled" || event.error === "interrupted") return;
      end("这台设备现在读不出来。");
    };
    synthesis.speak(current);
  }
  function end(words) {
    var held = document.activeElement === pause || document.activeElement === stop;
    run += 1;
    hush();
    mark(null);
    show("idle", words);
    // the button that had it is hidden now
    if (held) start.focus();
  }

  start.addEventListener("click", function () {
    if (synthesis.getVoices().length && !voice()) {
      show("idle", "这台设备没有中文语音，读不出来。");
      return;
    }
    // what another page left behind
    hush();
    collect();
    at = 0;
    show("reading");
    pause.focus();
    speak();
  });
  pause.addEventListener("click", function () {
    if (state === "reading") {
      show("paused");
      synthesis.pause();
      return;
    }
    show("reading");
    synthesis.resume();
    if (cut) speak();
  });
  stop.addEventListener("click", function () { end(); });
  window.addEventListener("pagehide", function () { if (state !== "idle") end(); });
  // some browsers load their voices only after being asked
  synthesis.getVoices();
})();
