// Correcting an article in its text. The server renders everything that is shown; this page only
// says what is chosen, sends one decision at a time, and puts the answer in place.

import { Finder } from "./finder.js";
import { Printed } from "./places.js";

const desk = document.getElementById("desk");
const byId = (id) => document.getElementById(id);
const said = byId("said");
const failed = byId("error");
const PARTS = ["text", "panels", "history"];
const ASK_TO_LOG_IN = "The server did not answer as it should. You may have been logged out: load the page again.";

let printed = null;
let chosen = null; // the key of a mark
let selection = null; // { start, end } of words
let busy = false;
let waiting = []; // what keys ask for while a decision is on its way
let requests = 0;

const finder = new Finder({ box: byId("finder"), address: desk.dataset.register, onAsk: count });

function count() {
  requests += 1;
  desk.dataset.requests = requests;
}

// --- What is chosen ------------------------------------------------------------------------

const panels = () => [...byId("panels").querySelectorAll(".panel")];
const panelOf = (key) => key && byId(`panel-${key}`);
const spanOf = (panel) => ({ start: Number(panel.dataset.start), end: Number(panel.dataset.end) });
const linksOf = (key) => document.querySelectorAll(`#printed [data-key="${key}"]`);

function choose(key, { focus = true } = {}) {
  chosen = panelOf(key) ? key : null;
  unselect();
  show();
  const link = chosen && document.querySelector(`#printed a[data-key="${chosen}"]`);
  if (!link) return;
  if (focus) link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "nearest" });
}

function show() {
  for (const panel of panels()) panel.hidden = panel.dataset.key !== chosen || isLoose();
  for (const link of document.querySelectorAll("#printed .is-chosen")) link.classList.remove("is-chosen");
  if (chosen) for (const link of linksOf(chosen)) link.classList.add("is-chosen");
  byId("selected").hidden = !selection;
  byId("nothing").hidden = Boolean(chosen || selection);
  if (selection) byId("selected-words").textContent = printed.slice(selection.start, selection.end);
  for (const [name, isShown] of Object.entries({ trim: isStatement(), split: isStatement() })) {
    byId("selected").querySelector(`[data-do=${name}]`).hidden = !isShown;
  }
}

const isStatement = () => panelOf(chosen)?.dataset.subject === "statement";

// Words that have nothing to do with the mark chosen before.
function isLoose() {
  if (!selection || !chosen) return false;
  const mark = spanOf(panelOf(chosen));
  return selection.start >= mark.end || selection.end <= mark.start;
}

function step(by, wanted = () => true) {
  const all = panels();
  if (!all.length) return;
  const at = selection?.start ?? -1;
  let from = all.findIndex((panel) => panel.dataset.key === chosen);
  if (from < 0) from = all.findLastIndex((panel) => spanOf(panel).start < at) + (by < 0 ? 1 : 0);
  for (let steps = 1; steps <= all.length; steps += 1) {
    const panel = all[(((from + by * steps) % all.length) + all.length) % all.length];
    if (wanted(panel)) return choose(panel.dataset.key);
  }
  tell("There is no doubtful mark in this article.");
}

const isDoubtful = (panel) => ["doubtful", "open"].includes(panel.dataset.sure);

// --- Selecting words -----------------------------------------------------------------------

function select(span, { native = true } = {}) {
  selection = span;
  show();
  const range = printed.rangeOf(span);
  if (native) {
    const shown = getSelection();
    shown.removeAllRanges();
    shown.addRange(range);
  }
  globalThis.CSS?.highlights?.set("desk-selected", new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  said.textContent = native ? `Selected: ${printed.slice(span.start, span.end)}` : "";
}

function unselect() {
  selection = null;
  globalThis.CSS?.highlights?.delete("desk-selected");
  const shown = getSelection();
  if (printed.root.contains(shown.anchorNode)) shown.removeAllRanges();
}

const base = () => selection ?? (chosen ? spanOf(panelOf(chosen)) : { start: 0, end: 0 });

function moveCaret(by) {
  const from = base();
  const at = by > 0 && selection ? printed.wordAt(from.end) : printed.wordAt(from.start) + (by < 0 ? by : 0);
  const word = printed.words[Math.max(0, Math.min(at, printed.words.length - 1))];
  if (word) select({ ...word });
}

function moveEdge(edge, by) {
  const span = { ...base() };
  if (edge === "end") {
    const last = printed.wordBefore(span.end);
    const word = printed.words[Math.max(0, Math.min(last + by, printed.words.length - 1))];
    if (word && word.end > span.start) span.end = word.end;
  } else {
    const first = printed.wordAt(span.start);
    const word = printed.words[Math.max(0, Math.min(first + by, printed.words.length - 1))];
    if (word && word.start < span.end) span.start = word.start;
  }
  if (span.end > span.start) select(span);
}

document.addEventListener("selectionchange", () => {
  const span = printed?.selected();
  if (!span || (selection && span.start === selection.start && span.end === selection.end)) return;
  if (printed.slice(span.start, span.end).trim()) select(span, { native: false });
});

// --- Deciding ------------------------------------------------------------------------------

// The words that a decision is about, as the server wants them.
function about(subject, span) {
  return { subject, ...span, exact: printed.slice(span.start, span.end) };
}

const aboutMark = () => about(panelOf(chosen).dataset.subject, spanOf(panelOf(chosen)));

async function decide(order, { at = order } = {}) {
  if (busy) return;
  if (!("mayDecide" in desk.dataset)) return tell("You may look at this article, but not decide about it.", true);
  busy = true;
  desk.setAttribute("aria-busy", "true");
  count();
  try {
    const reply = await fetch(desk.dataset.decide, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": desk.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify({
        known: byId("printed").dataset.known,
        reason: byId("reason").value.trim(),
        ...order,
      }),
    });
    if (!reply.headers.get("Content-Type")?.includes("json")) return tell(ASK_TO_LOG_IN, true);
    const answer = await reply.json();
    if (answer.desk) place(answer.desk, at);
    tell(answer.said ?? answer.error, !reply.ok);
  } catch {
    tell("The server could not be reached. Nothing was decided; try again.", true);
  } finally {
    busy = false;
    desk.removeAttribute("aria-busy");
    // What was meant for another state of the text has to be looked at again.
    if (failed.textContent) waiting = [];
    next();
  }
}

function place(html, { subject, start }) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const id of PARTS) byId(id).replaceChildren(...fresh.getElementById(id).childNodes);
  read();
  const kind = subject === "words" ? "mention" : subject;
  const nearest = panels().find((panel) => spanOf(panel).end > start);
  choose(panelOf(`${kind}-${start}`) ? `${kind}-${start}` : (nearest ?? panels().at(-1))?.dataset.key);
}

function tell(message, isError = false) {
  said.textContent = isError ? "" : message;
  failed.textContent = isError ? message : "";
}

const isEvery = () => Boolean(panelOf(chosen)?.querySelector(".every-box")?.checked);
const every = () => (isEvery() ? { every: true } : {});

function giveOrLink(to) {
  const action = isStatement() ? "give" : "link";
  decide({ ...aboutMark(), action, to, ...(isStatement() ? {} : every()) });
}

function needsMark(act) {
  if (!chosen) return tell("Choose a mark first: n for the next one.");
  return act();
}

function needsStatement(act) {
  if (!isStatement()) return tell("Choose a statement first: n for the next mark.");
  return act();
}

function needsWords(act) {
  if (!selection) return tell("Select words first: the arrow keys, with Shift for more words.");
  return act(selection);
}

// Somebody of the register or, for a statement, nobody or a description.
function find(subject, onChoose) {
  const isSaid = subject === "statement";
  const button = panelOf(chosen);
  const near = [...(button?.querySelectorAll("[data-do=candidate]") ?? [])].map((each) => ({
    id: Number(each.dataset.to),
    name: each.querySelector(".name").textContent,
    who: each.querySelector(".who").textContent,
  }));
  const unknown = { id: null, name: "Nobody", who: "it is not known who said this" };
  const described = (typed) => [{ id: null, words: typed, name: `“${typed}”`, who: "a description, not in the register" }];
  const back = { key: chosen, span: selection };
  finder.open({
    label: isSaid ? "Who said this?" : "Link to",
    first: isSaid ? [...near, unknown] : near,
    also: isSaid ? described : () => [],
    onChoose,
    onLeave: () => (back.span ? select(back.span) : choose(back.key)),
  });
}

function link() {
  if (selection && !(isStatement() && !isLoose() && isWhole())) {
    const order = about("words", selection);
    return find("words", (option) => decide({ ...order, action: "link", to: option.id }));
  }
  return needsMark(() => {
    const order = { ...aboutMark(), ...(isStatement() ? {} : every()) };
    const subject = order.subject;
    find(subject, (option) => {
      if (subject === "statement") decide({ ...order, action: "give", to: option.id, words: option.words ?? "" });
      else decide({ ...order, action: "link", to: option.id });
    });
  });
}

function isWhole() {
  const mark = spanOf(panelOf(chosen));
  return selection.start === mark.start && selection.end === mark.end;
}

function markWords() {
  needsWords((span) => {
    const order = about("words", span);
    const at = { subject: "statement", start: span.start };
    find("statement", (option) =>
      decide({ ...order, action: "mark", to: option.id, words: option.words ?? "" }, { at }),
    );
  });
}

function undo(correction = null) {
  const at = chosen ? aboutMark() : { subject: "mention", start: selection?.start ?? 0 };
  decide({ subject: "words", action: "undo", correction }, { at });
}

const ACTS = {
  confirm: () => needsMark(() => decide({ ...aboutMark(), action: "confirm", ...every() })),
  reject: () => needsMark(() => decide({ ...aboutMark(), action: "reject", ...every() })),
  nobody: () => needsStatement(() => decide({ ...aboutMark(), action: "give", to: null })),
  link,
  mark: markWords,
  trim: () =>
    needsStatement(() =>
      needsWords((span) =>
        decide(
          { ...aboutMark(), action: "trim", span: [span.start, span.end] },
          { at: { subject: "statement", start: span.start } },
        ),
      ),
    ),
  split: () =>
    needsStatement(() =>
      needsWords((span) => decide({ ...aboutMark(), action: "split", span: [span.start, span.end] })),
    ),
  join: () => needsStatement(() => decide({ ...aboutMark(), action: "join" })),
  every: () =>
    needsMark(() => {
      const box = panelOf(chosen).querySelector(".every-box");
      if (!box) return tell("This name stands here only once.");
      box.checked = !box.checked;
      tell(box.checked ? "The next decision is for all of this name." : "The next decision is for this place only.");
    }),
};

function candidate(number) {
  const button = panelOf(chosen)?.querySelectorAll("[data-do=candidate]")[number - 1];
  if (!button) return tell("There is no candidate of that number.");
  giveOrLink(Number(button.dataset.to));
}

// --- Keys and clicks -----------------------------------------------------------------------

const KEYS = {
  n: () => step(1),
  p: () => step(-1),
  d: () => step(1, isDoubtful),
  c: ACTS.confirm,
  x: ACTS.reject,
  l: ACTS.link,
  a: ACTS.every,
  s: ACTS.mark,
  t: ACTS.trim,
  b: ACTS.split,
  j: ACTS.join,
  0: ACTS.nobody,
  u: () => undo(),
  w: () => byId("reason").focus(),
  "?": () => byId("keys").toggleAttribute("open"),
  Escape: () => {
    unselect();
    show();
  },
  ArrowLeft: () => moveCaret(-1),
  ArrowRight: () => moveCaret(1),
};
const SHIFTED = {
  ArrowLeft: () => moveEdge("end", -1),
  ArrowRight: () => moveEdge("end", 1),
  ArrowUp: () => moveEdge("start", -1),
  ArrowDown: () => moveEdge("start", 1),
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !byId("keys-on").checked) return;
  const isDigit = /^[1-9]$/.test(event.key);
  const act =
    (event.shiftKey && SHIFTED[event.key]) || KEYS[event.key] || (isDigit && (() => candidate(Number(event.key))));
  if (!act) return;
  event.preventDefault();
  // The letters of a name that is typed too early are no commands.
  if (waiting.some((each) => each === ACTS.link || each === ACTS.mark)) return;
  waiting.push(act);
  next();
});

// Keys that are pressed while a decision is on its way wait for its answer.
function next() {
  while (waiting.length && !busy) {
    if (!finder.isOpen) tell("");
    waiting.shift()();
  }
}

desk.addEventListener("click", (event) => {
  const link = event.target.closest("#printed a[data-key]");
  if (link) {
    event.preventDefault();
    if (getSelection().isCollapsed) choose(link.dataset.key);
    return;
  }
  const button = event.target.closest("[data-do]");
  if (!button) return;
  tell("");
  if (button.dataset.do === "candidate") giveOrLink(Number(button.dataset.to));
  else if (button.dataset.do === "undo") undo(Number(button.dataset.correction));
  else ACTS[button.dataset.do]();
});

// A click on a statement's words chooses it; a name inside it is chosen by its own link.
byId("text").addEventListener("click", (event) => {
  const words = event.target.closest(".s[data-key]");
  if (words && !event.target.closest("a") && getSelection().isCollapsed) choose(words.dataset.key);
});

document.addEventListener("focusin", (event) => {
  const link = event.target.closest("#printed a[data-key]");
  if (link && link.dataset.key !== chosen) choose(link.dataset.key, { focus: false });
});

// The reason stays for the next decisions until it is changed.
byId("reason").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  event.target.blur();
  if (chosen) choose(chosen);
});

byId("keys-on").addEventListener("change", (event) => {
  localStorage.setItem("desk-keys", event.target.checked ? "on" : "off");
});

function read() {
  printed = new Printed(byId("printed"), JSON.parse(byId("article-text").textContent));
}

read();
byId("keys").hidden = false;
byId("why").hidden = !("mayDecide" in desk.dataset);
byId("keys").open = matchMedia("(min-width: 60.01rem)").matches;
byId("keys-on").checked = localStorage.getItem("desk-keys") !== "off";
if (location.hash && panelOf(location.hash.slice(1))) choose(location.hash.slice(1));
desk.dataset.ready = "";
