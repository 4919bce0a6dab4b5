// The review queue: single keys answer, and the next item takes the place of the last.

const PAUSE = 150; // milliseconds after a key before the register is searched
const LOST = "No answer came from the server. Your key did nothing: try it again.";

const place = document.getElementById("item");
const said = document.getElementById("said");
const keysOn = document.getElementById("keys-on");
document.getElementById("keys").hidden = false;
let isBusy = false;
let asked = 0;
let timer = 0;

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=checkbox])");
}

function keyed(key) {
  return place.querySelector(`[data-key="${CSS.escape(key)}"], [data-also="${CSS.escape(key)}"]`);
}

function tell(words, isError = false) {
  said.textContent = words;
  said.classList.toggle("q-error", isError);
}

// Sends a form with the button that was pressed; what comes back replaces the item.
async function send(form, button) {
  if (isBusy) return;
  isBusy = true;
  place.setAttribute("aria-busy", "true");
  const fields = new FormData(form);
  fields.set(button.name, button.value);
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json" },
    });
    if (!reply.headers.get("Content-Type")?.startsWith("application/json")) {
      location.reload(); // Logged out, or refused: the page says so.
      return;
    }
    const { said: words, html, remember } = await reply.json();
    place.innerHTML = html;
    document.getElementById("remember").innerHTML = remember;
    tell(words, !reply.ok);
    forgetItem();
    place.querySelector("#asked").focus();
  } catch {
    tell(LOST, true);
  } finally {
    isBusy = false;
    place.removeAttribute("aria-busy");
  }
}

// The address may have named an item that is answered now; the filters stay.
function forgetItem() {
  const address = new URL(location);
  if (!address.searchParams.has("item") && !address.searchParams.has("find")) return;
  address.searchParams.delete("item");
  address.searchParams.delete("find");
  history.replaceState(null, "", address);
}

async function find(input) {
  const number = ++asked;
  const item = place.querySelector(".q-item").dataset.item;
  const words = new URLSearchParams({ item, find: input.value });
  const reply = await fetch(`${place.dataset.find}?${words}`).catch(() => null);
  if (number !== asked || !reply?.ok || !input.isConnected) return;
  const { said: told, html } = await reply.json();
  if (html) document.getElementById("choices").innerHTML = html;
  tell(told);
}

place.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.method === "get") {
    // Found: on from the box to the digits.
    const input = document.getElementById("find");
    clearTimeout(timer);
    find(input).then(() => input.blur());
    return;
  }
  if (event.submitter) send(event.target, event.submitter);
});

place.addEventListener("input", (event) => {
  if (event.target.id !== "find") return;
  clearTimeout(timer);
  timer = setTimeout(find, PAUSE, event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!keysOn.checked) return;
  const focused = { "/": "find", a: "text" }[event.key];
  const target = focused ? document.getElementById(focused) : keyed(event.key);
  if (!target) return;
  event.preventDefault();
  if (focused) target.focus();
  else target.click();
});
