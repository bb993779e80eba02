// The search page: the address holds the question, the page holds the answer; filters, counts, marks, suggestions.
(function () {
  "use strict";
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const index = window.disclosureIndex(page.dataset.search);
  const box = page.querySelector("[data-search-results]"), panel = page.querySelector("[data-search-filters]"), aside = panel.closest("aside");
  const input = page.querySelector("[name=q]"), form = input.form;
  const PAGE = 100, FIRST = 3;
  const FACETS = [["category", "类别", 0], ["matter", "事项", 1], ["year", "年份"], ["month", "月份"], ["genre", "体裁", 2], ["validity", "有效性", 3]];
  let run = 0, kind = null;

  function element(name, kind, ...parts) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...parts);
    return made;
  }
  function link(text, address, kind) {
    const made = element("a", kind, text);
    made.href = index.named(address);
    return made;
  }
  const chineseMonth = (month) => +month.slice(0, 4) + "年" + +month.slice(5) + "月";
  const chineseDay = (day) => chineseMonth(day.slice(0, 7)) + +day.slice(8) + "日";

  // --- the address
  const asked = () => new URLSearchParams(location.search);
  function address(changes) {
    const wanted = asked();
    wanted.delete("page");
    Object.entries(changes).forEach(([key, value]) => { if (value) wanted.set(key, value); else wanted.delete(key); });
    return "./" + (String(wanted) ? "?" + wanted : "");
  }
  function go(to) {
    try {
      history.pushState(null, "", index.named(to));
    } catch (error) { // some browsers keep the address of a page that was opened as a file
      location.href = index.named(to);
      return;
    }
    show();
  }

  // --- filters
  function value(hit, [key, , part]) {
    if (key === "month") return [hit.month, chineseMonth(hit.month)];
    if (key === "year") return [hit.month.slice(0, 4), hit.month.slice(0, 4) + "年"];
    return kind(hit)[part];
  }
  function chosen(wanted) { return FACETS.filter(([key]) => wanted.get(key)); }
  function passes(hit, wanted, but) {
    return chosen(wanted).every((facet) => facet[0] === but || value(hit, facet)[0] === wanted.get(facet[0]));
  }
  function showFilters(hits, wanted) {
    const years = new Set(hits.map((hit) => hit.month.slice(0, 4)));
    const parts = FACETS.flatMap((facet) => {
      const [key, name] = facet, counts = new Map();
      // many months are shown only after a year is chosen; one year alone needs no choice
      if (key === "year" ? years.size < 2 : key === "month" && years.size > 1 && !wanted.get("year") && !wanted.get("month")) return [];
      hits.forEach((hit) => {
        if (!passes(hit, wanted, key)) return;
        const [word, label] = value(hit, facet), row = counts.get(word) || [label, 0];
        row[1]++;
        counts.set(word, row);
      });
      const rows = Array.from(counts).sort((a, b) => key === "year" || key === "month" ? (a[0] < b[0] ? 1 : -1) : b[1][1] - a[1][1]);
      if (!rows.length || rows.length < 2 && !wanted.get(key)) return [];
      const choices = element("ul", "", ...rows.map(([word, [label, count]]) => {
        const current = wanted.get(key) === word, made = link(label, address({ [key]: current ? "" : word }));
        if (current) made.setAttribute("aria-current", "true");
        return element("li", "", made, element("span", "", String(count)));
      }));
      choices.setAttribute("aria-label", name);
      return [element("p", "facet", name), choices];
    });
    panel.replaceChildren(...parts);
    aside.hidden = !parts.length;
  }
  function undo(hits, wanted) {
    const crosses = chosen(wanted).map((facet) => {
      const held = hits.find((hit) => value(hit, facet)[0] === wanted.get(facet[0]));
      const made = link("✕ " + (held ? value(held, facet)[1] : wanted.get(facet[0])), address({ [facet[0]]: "" }));
      made.setAttribute("aria-label", "取消筛选：" + facet[1] + made.textContent.slice(1));
      return made;
    });
    return crosses.length ? [element("p", "undo", "筛选：", ...crosses.flatMap((cross) => [cross, "　"]))] : [];
  }

  // --- rows
  function marked(text, words) {
    const letters = Array.from(text), places = [];
    let folded = "";
    letters.forEach((letter, at) => { const piece = index.fold(letter); folded += piece; for (let i = 0; i < piece.length; i++) places.push(at); });
    const spans = [];
    words.forEach((word) => { for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) spans.push([places[at], places[at + word.length - 1] + 1]); });
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return { letters, spans };
  }
  function withMarks({ letters, spans }, from, to) {
    const made = document.createDocumentFragment();
    let at = from;
    spans.forEach(([begin, end]) => {
      if (begin < at || begin >= to) return;
      made.append(letters.slice(at, begin).join(""), element("mark", "", letters.slice(begin, Math.min(end, to)).join("")));
      at = Math.min(end, to);
    });
    made.append(letters.slice(at, to).join(""));
    return made;
  }
  function whole(text, words) {
    const found = marked(text, words);
    return withMarks(found, 0, found.letters.length);
  }
  function excerpt(text, words) {
    const found = marked(text, words), first = found.spans.length ? found.spans[0][0] : 0;
    const from = first < 30 ? 0 : first - 24, to = Math.min(found.letters.length, from + 90);
    return element("p", "excerpt", from ? "…" : "", withMarks(found, from, to), to < found.letters.length ? "…" : "");
  }
  function detail(...parts) { return element("p", "detail", ...parts.filter(Boolean).map((part) => element("span", "", part))); }
  async function fill(row, hit, words) {
    const [title, number, day, matter, text] = await index.item(hit), name = row.firstChild;
    const state = kind && kind(hit)[3][1] !== "有效" ? element("strong", "", kind(hit)[3][1]) : null;
    const focused = document.activeElement, stays = isSeen(focused.getBoundingClientRect()) || performance.now() - focusedAt < 1000;
    // the link itself stays: someone may stand on it with the keyboard
    name.replaceChildren(whole(title, words));
    while (row.lastChild !== name) row.lastChild.remove();
    row.append(...(text ? [excerpt(text, words)] : []), detail(chineseDay(day), matter, number, state));
    row.classList.remove("waiting");
    // a row that grows above it must not push away where the keyboard stands, or is going: the page scrolls smoothly
    if (stays && !isSeen(focused.getBoundingClientRect())) focused.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  let focusedAt = -Infinity;
  addEventListener("focusin", () => { focusedAt = performance.now(); });
  function isSeen({ top, bottom }) { return top >= 0 && bottom <= window.innerHeight; }
  // the first rows are complete when they appear; those further down are when they come near
  const near = window.IntersectionObserver && new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) return;
    near.unobserve(entry.target);
    entry.target.fill().catch(() => {});
  }), { rootMargin: "200px" });
  async function rows(hits, words, first) {
    const made = element("ol", "rows", ...hits.map((hit) => element("li", "waiting", link(hit.id, "../items/" + hit.id + "/"), detail(chineseMonth(hit.month)))));
    made.start = first + 1;
    const lines = Array.from(made.children);
    await Promise.all(lines.slice(0, FIRST).map((line, at) => fill(line, hits[at], words)));
    lines.slice(FIRST).forEach((line, at) => {
      line.fill = () => fill(line, hits[FIRST + at], words);
      if (near) near.observe(line);
    });
    return made;
  }
  function pager(total, current) {
    const pages = Math.ceil(total / PAGE), parts = [];
    if (pages < 2) return [];
    const step = (text, number) => element("li", "", link(text, address({ page: number > 1 ? String(number) : "" })));
    if (current > 1) parts.push(step("上一页", current - 1));
    for (let number = 1; number <= pages; number++) {
      if (number > 1 && number < pages && Math.abs(number - current) > 2) {
        if (Math.abs(number - current) === 3) parts.push(element("li", "gap", "…"));
      } else if (number === current) {
        const here = element("span", "", String(number));
        here.setAttribute("aria-current", "page");
        parts.push(element("li", "", here));
      } else parts.push(step(String(number), number));
    }
    if (current < pages) parts.push(step("下一页", current + 1));
    const made = element("nav", "pager", element("ul", "", ...parts));
    made.setAttribute("aria-label", "翻页");
    return [made];
  }

  // --- nothing found
  async function help(query, words, wanted) {
    const made = element("div", "empty"), filtered = chosen(wanted).length;
    if (filtered) made.append(element("p", "", "去掉筛选也许就有：", link("只按文字找", address(Object.fromEntries(FACETS.map(([key]) => [key, ""]))))));
    if (words.length > 1) {
      const alone = await Promise.all(words.map(async (word) => (await index.prove(await index.candidates(word))).length));
      made.append(element("p", "", "这几个词没有出现在同一条里。", ...words.flatMap((word, at) =>
        [at ? "，" : "", link("“" + word + "”", address({ q: word })), "单独有 " + alone[at] + " 条"]), "。"));
    }
    made.append(element("p", "", "可以换一个更短的词，或者", link("按类别和月份查找", "../items/"), "、", link("看公开指南", "../guide/"), "、",
      link("申请公开", "../request/"), "。"));
    return made;
  }

  // --- one question, one answer
  const answer = (...parts) => box.replaceChildren(...parts);
  const hint = () => element("p", "detail", "可以输入几个词，用空格隔开。标题、文号、索引号和正文里的任何一段都找得到，一个字也可以。");

  async function show() {
    const mine = ++run, wanted = asked(), query = (wanted.get("q") || "").trim();
    input.value = query;
    box.removeAttribute("data-total");
    aside.hidden = !query && !chosen(wanted).length;
    if (aside.hidden) return answer(hint());
    box.setAttribute("aria-busy", "true");
    try {
      const found = query ? await index.candidates(query) : { words: [], hits: await index.every() };
      if (mine === run && query && !chosen(wanted).length) await preview(found, mine);
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      const [hits, kinds] = await Promise.all([index.prove(found), index.kinds()]);
      if (mine === run) await conclude(query, found.words, hits, kinds, wanted, mine);
    } catch (error) {
      if (mine === run) answer(element("p", "note warn", "没有取到搜索用的数据，请检查网络后再试，或者", link("按类别和月份查找", "../items/"), "。"));
    } finally {
      if (mine === run) box.removeAttribute("aria-busy");
    }
  }
  // while long words are being proved everywhere, the first hits are proved by their own text and shown
  async function preview({ words, hits }, mine) {
    for (let at = 0, first = []; at < 4 * FIRST && at < hits.length && !first.length; at += FIRST) {
      const some = hits.slice(at, at + FIRST), kept = await Promise.all(some.map((hit) => hit.sure || index.holds(hit, hit.unproven)));
      first = some.filter((_, place) => kept[place]);
      const lines = await rows(first, words, 0);
      if (mine === run && first.length) answer(element("p", "count", "正在数一共有多少条……"), lines);
    }
  }
  async function conclude(query, words, hits, kinds, wanted, mine) {
    kind = kinds;
    const shown = hits.filter((hit) => passes(hit, wanted)), number = Math.max(1, +wanted.get("page") || 1), first = (number - 1) * PAGE;
    const count = shown.length ? "找到 " + shown.length + " 条" + (number > 1 ? "，第 " + number + " 页" : "")
      : query ? "没有找到“" + query + "”" : "没有符合的信息";
    const body = shown.length ? await rows(shown.slice(first, first + PAGE), words, first) : await help(query, words, wanted);
    if (mine !== run) return;
    showFilters(hits, wanted);
    answer(...undo(hits, wanted), element("p", "count", count), body, ...pager(shown.length, number));
    page.querySelector("[data-search-status]").textContent = count;
    box.setAttribute("data-total", String(shown.length));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    suggestions.close();
    go(address({ q: input.value.trim() }));
  });
  page.addEventListener("click", (event) => {
    const made = event.target.closest("a");
    if (!made || event.ctrlKey || event.metaKey || event.shiftKey || event.button || !made.getAttribute("href").startsWith("./")) return;
    event.preventDefault();
    go(made.getAttribute("href"));
    box.scrollIntoView({ block: "nearest" });
  });
  window.addEventListener("popstate", show);

  const suggestions = window.disclosureSuggestions(input, page.querySelector("[role=listbox]"), index, whole);
  show();
})();
