// What the tests ask a page about itself. Each probe returns what is wrong, as short texts that name the element.
window.probes = (function () {
  "use strict";
  const every = selector => [...document.querySelectorAll(selector)];
  const visible = element => element.checkVisibility({ visibilityProperty: true });
  const unseen = element => element.closest(".unseen, .skip, thead, .crumbs [aria-current]") !== null;
  const name = element => `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}` +
    `${typeof element.className === "string" && element.className ? "." + element.className.split(" ").join(".") : ""} ` +
    `“${(element.getAttribute("aria-label") || element.textContent || element.getAttribute("name") || "").trim().slice(0, 24)}”`;
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const numbers = colour => (colour.match(/[\d.]+/g) || []).map(Number);

  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (first, second) => {
    const linear = value => value / 255 <= .03928 ? value / 255 / 12.92 : ((value / 255 + .055) / 1.055) ** 2.4;
    const light = ([red, green, blue]) => .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
    const [high, low] = [light(first), light(second)].sort((a, b) => b - a);
    return (high + .05) / (low + .05);
  };

  // texts with less than 4.5:1 on their ground; also those that axe leaves undecided
  const contrast = () => every("body *")
    .filter(element => hasText(element) && visible(element) && !element.closest("svg"))
    .filter(element => ratio(numbers(getComputedStyle(element).color), ground(element)) < 4.5).map(name);

  // pixels that stick out to the right, and texts that their own box cuts off
  const overflow = () => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? [`page: ${root.scrollWidth} > ${root.clientWidth}`] : [];
    return found.concat(every("body *").filter(element => visible(element) && !unseen(element) && !element.matches("input, textarea, select"))
      .filter(element => {
        const style = getComputedStyle(element);
        const cuts = value => value === "hidden" || value === "clip";
        return (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
      }).map(element => "cut off: " + name(element)));
  };

  // WCAG 1.4.12, by a constructed sheet, which the policy lets pass; twice the paragraph space too
  const spacing = new CSSStyleSheet();
  spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }" +
    "p { margin-bottom: 2em !important }");
  const spaced = on => { document.adoptedStyleSheets = on ? [spacing] : []; };
  const larger = percent => { document.documentElement.style.fontSize = percent ? percent + "%" : ""; };

  const attribute = (name, value) => {
    if (attribute.last) document.documentElement.removeAttribute(attribute.last);
    if (name) document.documentElement.setAttribute(name, value);
    attribute.last = name;
  };

  const unfolded = open => every("details").forEach(details => { details.open = open; });

  // forced colours: what can be pressed keeps an edge, the current mark differs from its neighbours, bars differ from the ground
  const edge = style => ["Top", "Right", "Bottom", "Left"].some(side => style[`border${side}Style`] !== "none" &&
    parseFloat(style[`border${side}Width`]) > 0 && numbers(style[`border${side}Color`])[3] !== 0);
  const look = element => {
    const style = getComputedStyle(element);
    return [element.tagName, style.fontWeight, style.color, style.backgroundColor, style.borderTopColor, style.borderRightColor,
      style.borderBottomColor, style.borderLeftColor, style.borderBottomWidth, style.borderLeftWidth, style.textDecorationLine,
      style.outlineStyle].join();
  };
  const forced = () => {
    const canvas = getComputedStyle(document.body).backgroundColor;
    const flat = colour => colour === "none" || colour === canvas;
    const buttons = every("button, input:not([type=hidden])").filter(visible).filter(element => !edge(getComputedStyle(element)));
    const current = every("[aria-current]").filter(visible).filter(mark => {
      const others = [...(mark.closest("ul, ol") || document).querySelectorAll("a, button, li > span")];
      return others.some(other => other !== mark && !other.hasAttribute("aria-current") && visible(other) &&
        other.childElementCount === mark.childElementCount && look(other) === look(mark));
    });
    const shapes = every("main svg :is(rect, path, line, polyline, circle)").filter(visible).filter(shape => {
      const style = getComputedStyle(shape);
      return flat(style.fill) && flat(style.stroke);
    });
    return [...buttons.map(element => "no edge: " + name(element)), ...current.map(element => "current looks like the rest: " + name(element)),
      ...shapes.map(element => "lost on the ground: " + name(element))];
  };

  // motion: animations, transitions and smooth scrolling that reduced motion leaves, or that run on load
  const moving = () => [...document.getAnimations().map(animation => "runs: " + (animation.animationName || animation.transitionProperty)),
    ...[document.documentElement, ...every("body *")].filter(element => {
      const style = getComputedStyle(element);
      const lasts = value => value.split(",").some(part => parseFloat(part) > 0);
      return style.scrollBehavior === "smooth" || lasts(style.transitionDuration) ||
        (style.animationName !== "none" && lasts(style.animationDuration));
    }).map(name)];

  // the order of the page is the order on the screen: nothing is rearranged by style or by tabindex
  const rearranged = () => every("body *").filter(element => {
    const style = getComputedStyle(element);
    return style.order !== "0" || style.flexDirection.endsWith("reverse") || style.flexWrap === "wrap-reverse" || element.tabIndex > 0;
  }).map(name);

  // the way of the keyboard: what can be reached in the page's order, and where each press of Tab came to
  const REACHABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], [tabindex]";
  const reachable = () => every(REACHABLE).filter(element => visible(element) && !element.disabled && element.tabIndex >= 0);
  const hidden = element => {
    const box = element.getClientRects()[0];
    if (!box || !box.width || !box.height) return "has no size";
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    if (!hit) return `is outside the window at ${Math.round(x)},${Math.round(y)}`;
    return hit === element || element.contains(hit) || hit.contains(element) ? "" : "is covered by " + name(hit);
  };
  const outlined = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle === "auto" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 &&
      ratio(numbers(style.outlineColor), ground(element.parentElement)) >= 3);
  };
  let steps = [];
  // the key comes up after the element was focused and scrolled into view
  document.addEventListener("keyup", event => {
    const element = document.activeElement;
    if (event.key !== "Tab" || !element || element === document.body || steps.at(-1)?.element === element) return;
    steps.push({ element, wrong: [hidden(element), outlined(element) ? "" : "shows no focus"].filter(Boolean) });
  });
  const way = () => {
    const wanted = reachable();
    // browsers let the keyboard scroll a box by itself; such a stop is no control
    const came = steps.filter(step => step.element.matches(REACHABLE));
    const missed = wanted.findIndex((element, place) => came[place]?.element !== element);
    const wrong = came.flatMap(step => step.wrong.map(words => `${name(step.element)} ${words}`));
    if (missed < 0) return wrong;
    return [`stop ${missed + 1}: wanted ${name(wanted[missed])}, came to ${came[missed] ? name(came[missed].element) : "nothing"}`, ...wrong];
  };

  // tables: real headers for every cell; where rows stack, every cell shows the name of its column
  const tables = () => {
    const stacked = matchMedia("(max-width: 40em)").matches;
    return every("table").filter(visible).flatMap(table => {
      const columns = table.querySelectorAll("thead th[scope=col]").length;
      const heads = [...table.querySelectorAll("th")].filter(cell => !cell.hasAttribute("scope"));
      const cells = [...table.querySelectorAll("td")].filter(cell =>
        cell.cellIndex >= columns && !cell.parentElement.querySelector("th[scope]") && !table.querySelector("th[scope=rowgroup]"));
      // number beside name, and a law with its dates in one run, say by themselves what they are
      const plain = table.matches(".short, .measured, .laws");
      const labels = [...table.querySelectorAll("td[data-label]")].filter(cell => stacked && !plain && cell.dataset.label &&
        getComputedStyle(cell, "::before").content !== JSON.stringify(cell.dataset.label));
      const unnamed = [...table.querySelectorAll("thead ~ tbody td")].filter(cell => !cell.hasAttribute("data-label"));
      return [...heads.map(cell => "head without scope: " + name(cell)), ...cells.map(cell => "cell without head: " + name(cell)),
        ...labels.map(cell => "column not shown: " + name(cell)), ...unnamed.map(cell => "column not named: " + name(cell))];
    });
  };

  const cumulativeShift = () => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { list.getEntries().forEach(entry => { if (!entry.hadRecentInput) sum += entry.value; }); })
      .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 50);
  });
  const largestPaint = () => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
  });

  return { contrast, overflow, spaced, larger, attribute, unfolded, forced, moving, rearranged, tables, reachable: () => reachable().length, way,
    cumulativeShift, largestPaint };
})();
