// Search by plain substrings over the index that its own script registers. Everything typed is found, or nothing is.
(function () {
  "use strict";
  var TITLE = 1, NUMBER = 2, CATEGORY = 3, MATTER = 4, DAY = 5, TEXT = 6;
  var box = document.querySelector("[data-search-results]");
  var rows = null;
  if (!box) return;

  function fold(text) { return text.normalize("NFKC").toLowerCase(); }

  window.disclosureIndex = function (loaded) {
    rows = loaded.map(function (row) { return { row: row, head: fold(row[TITLE] + " " + row[NUMBER]), text: fold(row[TEXT]) }; });
    run();
  };

  function day(iso) {
    var parts = iso.split("-");
    return +parts[0] + "年" + +parts[1] + "月" + +parts[2] + "日";
  }

  function words(query) { return fold(query).split(/\s+/).filter(Boolean); }

  // title before body, the whole query before its scattered words; equal ones stay newest first
  function weight(entry, wanted, whole) {
    var score = 0;
    for (var i = 0; i < wanted.length; i++) {
      if (entry.head.indexOf(wanted[i]) >= 0) score += 2;
      else if (entry.text.indexOf(wanted[i]) >= 0) score += 1;
      else return 0;
    }
    return score + (entry.head.indexOf(whole) >= 0 ? 4 : entry.text.indexOf(whole) >= 0 ? 1 : 0);
  }

  function find(query) {
    var wanted = words(query), whole = fold(query.trim());
    return rows.map(function (entry, place) { return { entry: entry, place: place, weight: weight(entry, wanted, whole) }; })
      .filter(function (hit) { return hit.weight; })
      .sort(function (a, b) { return b.weight - a.weight || a.place - b.place; });
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  // folding may change lengths (㎡ becomes m2), so marks are set only where it does not
  function marked(parent, text, wanted) {
    var folded = fold(text), at = 0;
    if (folded.length !== text.length) { parent.appendChild(document.createTextNode(text)); return; }
    while (at < text.length) {
      var next = -1, size = 0;
      wanted.forEach(function (word) {
        var found = folded.indexOf(word, at);
        if (found >= 0 && (next < 0 || found < next)) { next = found; size = word.length; }
      });
      if (next < 0) break;
      parent.appendChild(document.createTextNode(text.slice(at, next)));
      parent.appendChild(element("mark", text.slice(next, next + size)));
      at = next + size;
    }
    parent.appendChild(document.createTextNode(text.slice(at)));
  }

  function excerpt(text, wanted) {
    var folded = fold(text);
    var at = Math.max(0, Math.min.apply(null, wanted.map(function (word) {
      var found = folded.indexOf(word);
      return found < 0 ? Infinity : found;
    }).concat(folded.length)) - 24);
    if (at >= folded.length - 24) at = 0;
    return (at ? "…" : "") + text.slice(at, at + 90) + (at + 90 < text.length ? "…" : "");
  }

  function show(query, hits) {
    var wanted = words(query), list = element("ol", "", "rows");
    box.textContent = "";
    box.appendChild(element("p", hits.length ? "找到 " + hits.length + " 条" : "没有找到“" + query.trim() + "”", "count"));
    hits.forEach(function (hit) {
      var row = hit.entry.row, line = element("li"), link = element("a"), note = element("p", "", "excerpt");
      link.href = "../items/" + row[0] + "/";
      marked(link, row[TITLE], wanted);
      line.appendChild(link);
      marked(note, excerpt(row[TEXT], wanted), wanted);
      line.appendChild(note);
      var detail = element("p", "", "detail");
      [day(row[DAY]), row[CATEGORY], row[MATTER]].forEach(function (part) { detail.appendChild(element("span", part)); });
      line.appendChild(detail);
      list.appendChild(line);
    });
    if (hits.length) box.appendChild(list); else box.appendChild(help(wanted));
    box.setAttribute("data-total", String(hits.length));
  }

  // nothing matched together: say which words were found alone, and where to go on
  function help(wanted) {
    var note = element("div", "", "empty");
    if (wanted.length > 1) {
      note.appendChild(element("p", wanted.map(function (word) { return "“" + word + "”单独有 " + find(word).length + " 条"; }).join("，") + "。"));
    }
    var advice = element("p", "可以换一个更短的词，或者");
    [["../items/", "按类别和月份查找"], ["../guide/", "看公开指南"], ["../request/", "申请公开"]].forEach(function (pair, place) {
      var link = element("a", pair[1]);
      link.href = pair[0];
      if (place) advice.appendChild(document.createTextNode("、"));
      advice.appendChild(link);
    });
    advice.appendChild(document.createTextNode("。"));
    note.appendChild(advice);
    return note;
  }

  function run() {
    var query = new URLSearchParams(location.search).get("q") || "";
    document.getElementById("q").value = query;
    if (query.trim() && rows) show(query, find(query));
  }

  var index = document.createElement("script");
  index.src = document.querySelector("[data-search-index]").getAttribute("data-search-index");
  document.head.appendChild(index);
})();
