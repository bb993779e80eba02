// The way home from any depth, where no address of the site is known: up to the first folder of this site, else one step up.
(function () {
  var folder = /^(.*?\/)(?:items|guide|rules|catalogue|reports|request|search|open-data|feeds|assets|handbook)(?:\/|$)/.exec(location.pathname);
  var home = document.getElementById("home");
  // with the host written out: a path of two slashes would else lead to another one
  home.href = location.protocol + "//" + location.host + (folder ? folder[1] : location.pathname.replace(/[^/]+\/?$/, ""));
  if (document.documentElement.hasAttribute("data-offline")) home.href += "index.html";
  home.parentNode.hidden = false;
  document.getElementById("hint").hidden = true;
})();
