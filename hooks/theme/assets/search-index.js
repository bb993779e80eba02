// Reads the search index: which items hold all the words of a query. The files are described in search/index.py.
// Nothing is guessed: pairs of neighbouring characters give candidates, places or the text itself prove them.
window.disclosureIndex = function (folder) {
  "use strict";
  const SYMBOLS = new Uint8Array(128), LAST = 62, MORE = 31, NUMBER_AT = 256;
  for (let code = 32, number = 0; code < 127; code++) if (code !== 34 && code !== 92) SYMBOLS[code] = number++;

  // files are classic scripts that register themselves: this also works without a server
  const files = new Map(), waiting = new Map();
  window.disclosureSearch = (name, content) => { if (waiting.has(name)) waiting.get(name)(content); };

  function load(name, address) {
    if (!files.has(name)) {
      files.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        waiting.set(name, done);
        script.onerror = () => { files.delete(name); failed(new Error(name)); };
        script.onload = () => script.remove();
        script.src = address || folder + name + ".js";
        document.head.appendChild(script);
      }));
    }
    return files.get(name);
  }

  let forms = null;
  function fold(text) {
    const plain = Array.from(text, (one) => /[\u00ad\u200b-\u200d\u2060\ufeff]/.test(one) ? "" : one.normalize("NFKC").toLowerCase()).join("");
    return forms ? Array.from(plain, (one) => forms.get(one) || one).join("") : plain;
  }
  async function loadForms() {
    const [from, to] = await load("forms");
    forms = new Map(Array.from(from).map((one, at) => [one, Array.from(to)[at]]));
  }

  function digits(text) {
    const numbers = [];
    for (let at = 0, more = 0; at < text.length; at++) {
      const symbol = SYMBOLS[text.charCodeAt(at)];
      if (symbol >= LAST) more = more * MORE + symbol - LAST;
      else { numbers.push(more * LAST + symbol); more = 0; }
    }
    return numbers;
  }
  function rising(text) {
    let sum = 0;
    return digits(text).map((step) => (sum += step));
  }
  // a set of items as one byte an item
  function members(text, size) {
    const set = new Uint8Array(size);
    if (!text) return set;
    if (text[0] === "0") rising(text.slice(1)).forEach((item) => { set[item] = 1; });
    else for (let item = 0; item < size; item++) set[item] = SYMBOLS[text.charCodeAt(1 + (item / 6 | 0))] >> (5 - item % 6) & 1;
    return set;
  }
  function and(one, other) { for (let at = 0; at < one.length; at++) one[at] &= other[at]; return one; }
  function or(one, other) { for (let at = 0; at < one.length; at++) one[at] |= other[at]; return one; }

  // the pairs that cover a word, with where they begin in it
  function pairs(word) {
    const parts = Array.from(word), found = [], last = parts.length - 2;
    for (let at = 0; at < last; at += 2) found.push([parts[at] + parts[at + 1], at]);
    return [...found, [parts[last] + parts[last + 1], last]];
  }
  // grams that narrow a word down to few items: every pair, every three of ASCII; of a long word only what covers it
  function grams(word) {
    const parts = Array.from(word), found = [], isThree = (at) => /^[!-~]{3}$/.test(parts.slice(at, at + 3).join(""));
    if (parts.length === 1) return [[word, 0]];
    for (let at = 0; at < parts.length - 1; at++) {
      if (isThree(at)) found.push([parts.slice(at, at + 3).join(""), at]);
      else if (!at || !isThree(at - 1)) found.push([parts[at] + parts[at + 1], at]);
    }
    if (parts.length <= 8) return found;
    const end = ([gram, at]) => at + Array.from(gram).length;
    let covered = 0;
    return found.filter((gram, at) => {
      if (end(gram) <= covered || at + 1 < found.length && found[at + 1][1] <= covered) return false;
      covered = end(gram);
      return true;
    });
  }
  function shard(gram, count) { // the same number as in search/index.py; below 2**53
    return Array.from(gram).reduce((number, one) => number * 131 + one.codePointAt(0), 0) % count;
  }
  const isLong = (word) => Array.from(word).length > 2;

  class Volume {
    constructor(facts, number, code) {
      Object.assign(this, facts, { number, code });
      this.ids = facts.serials.flatMap(([year, first, count]) =>
        Array.from({ length: count }, (_, step) => year + "-" + String(first + step).padStart(5, "0")));
      this.month = facts.months.flatMap(([month, count]) => new Array(count).fill(month));
    }

    // category, matter, genre and validity of every item, each as [word in addresses, name]
    async kinds() {
      const [names, table, kinds] = await load(this.number + "-kinds"), flat = digits(table), parts = names.length;
      if (!this.kindOf) this.kindOf = digits(kinds).map((kind) => names.map((rows, part) => rows[flat[kind * parts + part]]));
    }

    entry(gram) { return load(this.number + "-a" + shard(gram, this.shards)).then((file) => file[gram] || ""); }

    // for each item whether the word stands in its head (2: at its beginning) and may stand in its body
    async holders(word) {
      const parts = grams(word), entries = await Promise.all(parts.map(([gram]) => this.entry(gram)));
      const body = entries.map((entry) => members(Array.isArray(entry) ? entry[0] : entry, this.items)).reduce(and);
      const places = entries.map((entry) => {
        const sets = new Map();
        for (let at = 1; Array.isArray(entry) && at < entry.length; at += 2) sets.set(entry[at], entry[at + 1]);
        return sets;
      });
      const head = new Uint8Array(this.items);
      for (const place of places[0].keys()) {
        const sets = parts.map(([, at], part) => places[part].get(place + at));
        if (!sets.every(Boolean)) continue;
        const here = sets.map((set) => members(set, this.items)).reduce(and);
        for (let item = 0; item < here.length; item++) if (here[item]) head[item] |= place % NUMBER_AT ? 1 : 3;
      }
      if (/^[0-9a-z/-]+$/.test(word)) this.ids.forEach((id, item) => { if ((this.code + id).includes(word)) head[item] |= 1; });
      return { head, body };
    }

    // items that hold every word, as far as pairs can tell; a sure one needs no further proof
    async candidates(words) {
      const joined = words.join("");
      const found = await Promise.all([...words, joined].map((word, at) =>
        at === words.length && (words.length === 1 || joined.length > 12) ? null : this.holders(word)));
      const whole = found.pop() || (words.length === 1 ? found[0] : null), hits = [];
      for (let item = 0; item < this.items; item++) {
        if (!found.every(({ head, body }) => head[item] || body[item])) continue;
        const heads = found.filter(({ head }) => head[item]).length;
        const rank = whole && whole.head[item] & 2 ? 5 : whole && whole.head[item] ? 4 : heads === words.length ? 3 : heads ? 2
          : whole && whole.body[item] ? 1 : 0;
        hits.push({ volume: this, item, rank, id: this.ids[item], month: this.month[item],
          sure: found.every(({ head }, at) => head[item] || !isLong(words[at])), unproven: words.filter((word, at) => isLong(word) && !found[at].head[item]) });
      }
      return hits;
    }

    // which of these items of a section hold a long word in their body: pairs must stand where the word has them
    async proven(word, section) {
      const parts = pairs(word), prefix = this.number + "-" + section + "-", count = this.sections[section][1];
      const [ends, ...places] = await Promise.all([load(prefix + "ends"), ...parts.map(([gram]) =>
        load(prefix + "b" + shard(gram, count)).then((file) => rising(file[gram] || "")))]);
      const order = parts.map((_, part) => part).sort((a, b) => places[a].length - places[b].length);
      let starts = places[order[0]].map((place) => place - parts[order[0]][1]);
      for (const part of order.slice(1)) {
        const there = new Set(places[part]);
        starts = starts.filter((start) => there.has(start + parts[part][1]));
      }
      const first = this.sections.slice(0, section).reduce((sum, [items]) => sum + items, 0), held = new Set();
      let item = 0, end = 0;
      const sizes = digits(ends);
      for (const start of starts) {
        while (start >= end + sizes[item]) end += sizes[item++] + 1;
        held.add(first + item);
      }
      return held;
    }

    sectionOf(item) {
      let section = 0;
      for (let first = 0; item >= first + this.sections[section][0]; section++) first += this.sections[section][0];
      return section;
    }
  }

  const volumes = load("meta").then((meta) => meta.volumes.map((facts, number) => new Volume(facts, number, meta.code)));

  // newest first among equals: by month, then by serial
  const better = (one, other) => other.rank - one.rank || (one.month < other.month ? 1 : one.month > other.month ? -1 : one.id < other.id ? 1 : -1);

  async function candidates(query) {
    const all = await volumes;
    const find = async () => {
      const words = Array.from(new Set(fold(query).split(/\s+/).filter(Boolean)));
      const hits = (await Promise.all(all.map((volume) => volume.candidates(words)))).flat();
      return { words, hits: hits.sort(better) };
    };
    let found = await find();
    // nothing: perhaps it was typed in traditional forms
    if (!found.hits.length && !forms && /[^\x00-\xff]/.test(query)) { await loadForms(); found = await find(); }
    return found;
  }

  async function every() {
    return (await volumes).flatMap((volume) => volume.ids.map((id, item) =>
      ({ volume, item, rank: 0, id, month: volume.month[item], sure: true, unproven: [] }))).sort(better);
  }

  // title, number, date, matter, visible body, further words, folded text where only the table of forms gives it
  function item(hit) { return load(hit.id, folder + "../items/" + hit.id + ".js?" + folder.split("/").slice(-2)[0]); }

  async function holds(hit, words) {
    const shown = await item(hit);
    const text = shown[6] || [shown[0], shown[1], shown[4], shown[5]].map(fold).join(" ");
    return words.every((word) => text.includes(word));
  }

  // the hits that truly hold every word
  async function prove({ words, hits }) {
    const open = hits.filter((hit) => !hit.sure);
    if (open.length <= 8) {
      const kept = await Promise.all(hits.map((hit) => hit.sure || holds(hit, hit.unproven)));
      return hits.filter((_, at) => kept[at]);
    }
    const proofs = new Map();
    for (const hit of open) {
      hit.section = hit.volume.sectionOf(hit.item);
      for (const word of hit.unproven) {
        const key = hit.volume.number + " " + hit.section + " " + word;
        if (!proofs.has(key)) proofs.set(key, hit.volume.proven(word, hit.section));
      }
    }
    const held = new Map(await Promise.all(Array.from(proofs, async ([key, proof]) => [key, await proof])));
    return hits.filter((hit) => hit.sure || hit.unproven.every((word) =>
      held.get(hit.volume.number + " " + hit.section + " " + word).has(hit.item)));
  }

  async function kinds() {
    await Promise.all((await volumes).map((volume) => volume.kinds()));
    return (hit) => hit.volume.kindOf[hit.item];
  }

  // where the site is opened as files, a link names the file of its page
  function named(address) {
    return document.documentElement.hasAttribute("data-offline") ? address.replace(/\/(?=\?|$)/, "/index.html") : address;
  }

  return { fold, candidates, prove, every, item, holds, kinds, named };
};
