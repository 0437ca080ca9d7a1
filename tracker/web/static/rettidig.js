// What the pages do beyond what the server draws: keys and focus. None of dkfds' own scripts is needed.
(function () {
  "use strict";

  const TYPED_IN = "input, textarea, select, [contenteditable]";

  function start() {
    const summary = document.querySelector("[data-focus]");
    if (summary) { summary.focus(); }
    returnToList();
    startRegister();
  }

  // A list remembers how far it was scrolled and which row was opened; an act leads back to it.
  function returnToList() {
    const list = document.querySelector("[data-list]");
    if (!list) { return; }
    const place = JSON.parse(sessionStorage.getItem("list") || "null");
    if (place && place.path === location.pathname && document.querySelector(".alert-success")) {
      window.scrollTo(0, place.scroll);
      const rows = rowLinks();
      const next = rows[Math.min(place.row, rows.length - 1)];
      if (next) { next.focus({ preventScroll: true }); }
    }
    list.addEventListener("click", function (event) {
      const link = event.target.closest("a");
      if (link) { remember(link); }
    });
  }

  function remember(link) {
    const row = link.closest("tr");
    const index = rowLinks().findIndex(function (one) { return row && row.contains(one); });
    sessionStorage.setItem("list", JSON.stringify(
      { path: location.pathname, scroll: window.scrollY, row: Math.max(index, 0) }));
  }

  function rowLinks() {
    return Array.from(document.querySelectorAll("[data-list] [data-row]"));
  }

  function step(by) {
    const rows = rowLinks();
    const now = rows.indexOf(document.activeElement);
    const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : now + by];
    if (next) { next.focus(); }
  }

  function follow(key) {
    const control = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
    if (!control) { return false; }
    if (control.matches(TYPED_IN)) { control.focus(); } else { control.click(); }
    return true;
  }

  const PLACES = { n: "/ansoegning", m: "/arbejde", "?": "/genveje" };

  function onKey(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = event.target.closest && event.target.closest("form[data-main]");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (document.body.dataset.shortcuts !== "on" || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.key === "Escape") { closeDetails(event); return; }
    if (event.target.matches && event.target.matches(TYPED_IN)) { return; }
    const key = event.key;
    if (key === "j") { step(1); }
    else if (key === "k") { step(-1); }
    else if (key === "o" && document.activeElement.matches("[data-row]")) { document.activeElement.click(); }
    else if (follow(key)) { event.preventDefault(); }
    else if (PLACES[key]) { location.assign(PLACES[key]); }
    else { return; }
    event.preventDefault();
  }

  function closeDetails(event) {
    const open = event.target.closest && event.target.closest("details[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  }

  // Ny ansøgning: the area is picked from a list that narrows as one types; the browser's own list
  // of the same choices serves where there is no script.
  function startRegister() {
    const form = document.querySelector("form.register");
    if (!form) { return; }
    form.querySelectorAll("[data-without-script]").forEach(function (one) { one.remove(); });
    const choices = Array.from(document.querySelectorAll("#omraader option")).map(function (one) {
      return { value: one.value, line: one.textContent, find: one.dataset.find.split(" "),
        title: Number(one.dataset.titleWords) };
    });
    form.querySelectorAll("[data-combobox]").forEach(function (input) { combobox(input, choices); });
  }

  // As the server compares (tracker/names.py): small letters, no accents, å as aa.
  function plain(text) {
    return text.normalize("NFC").toLowerCase().replace(/å/g, "aa").normalize("NFD")
      .replace(/\p{M}/gu, "");
  }

  function rank(word, choice) {
    const begins = choice.find.findIndex(function (one) { return one.startsWith(word); });
    if (begins === 0) { return 0; }
    if (begins > 0) { return begins < choice.title ? 1 : 2; }
    const inside = word.length > 2 && !/^\d/.test(word);
    return inside && choice.find.some(function (one) { return one.includes(word); }) ? 3 : 9;
  }

  function fitting(text, choices) {
    const asked = plain(text).match(/\d{2}(?:\.\d{2}){1,2}|[\p{L}\p{N}]+/gu) || [];
    if (!asked.length) { return []; }
    return choices.map(function (choice) {
      return { choice: choice, rank: Math.max.apply(null, asked.map(function (w) { return rank(w, choice); })) };
    }).filter(function (one) { return one.rank < 9; })
      .sort(function (a, b) { return a.rank - b.rank; })
      .slice(0, 8).map(function (one) { return one.choice; });
  }

  function combobox(input, choices) {
    const list = document.createElement("ul");
    let at = -1;
    let moved = false; // somebody chose with the arrows: going on takes the choice along
    list.id = input.id + "-liste";
    list.className = "combo-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent.trim());
    input.removeAttribute("list");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.parentElement.append(list);

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function open() {
      const found = fitting(input.value, choices);
      list.replaceChildren.apply(list, found.map(option));
      const over = found.length === 1 && found[0].value === input.value;
      if (!found.length || over) { close(); return; }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      moved = false;
      mark(0);
    }

    function option(choice, index) {
      const item = document.createElement("li");
      const line = document.createElement("span");
      item.id = list.id + "-" + index;
      item.dataset.value = choice.value;
      item.setAttribute("role", "option");
      line.className = "second";
      line.textContent = choice.line;
      item.append(document.createTextNode(choice.value), line);
      return item;
    }

    function mark(index) {
      const items = list.children;
      at = (index + items.length) % items.length;
      Array.from(items).forEach(function (item, n) { item.setAttribute("aria-selected", String(n === at)); });
      input.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    }

    function pick(item) {
      input.value = item.dataset.value;
      close();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      close();
    }

    input.addEventListener("input", function (event) { if (event.isTrusted) { open(); } });
    input.addEventListener("blur", close);
    list.addEventListener("mousedown", function (event) {
      event.preventDefault();
      const item = event.target.closest("li");
      if (item) { pick(item); }
    });
    input.addEventListener("keydown", function (event) {
      const shown = !list.hidden;
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const by = event.key === "ArrowDown" ? 1 : -1;
        if (shown) { mark(at + by); moved = true; } else { open(); }
      } else if (event.key === "Enter" && shown) { pick(list.children[at]);
      } else if (event.key === "Tab" && shown) {
        if (moved || list.children.length === 1) { pick(list.children[at]); } else { close(); }
        return;
      } else if (event.key === "Escape" && shown) { close(); event.stopPropagation();
      } else { return; }
      event.preventDefault();
    });
  }

  // A limit in hours asks for the time of day.
  function askForTime() {
    const field = document.getElementById("klokken-felt");
    if (!field) { return; }
    const needed = document.querySelector("[data-needs-time]");
    field.hidden = !needed && !field.querySelector("input").value && !field.querySelector(".form-error");
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", askForTime);
}());
