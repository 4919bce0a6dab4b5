// “Remember this?” after a decision: a key accepts, applies or takes back; the panel is replaced.

const LOST = "No answer came from the server. Your key did nothing: try it again.";
const place = document.getElementById("remember");
const said = document.getElementById("said");
let isBusy = false;

const isTyping = (element) => element.matches("textarea, select, input:not([type=checkbox])");
const keysOn = () => document.getElementById("keys-on")?.checked ?? true;

// Sends a form with the button that was pressed. Long work goes on by itself while it is shown.
async function send(form, button) {
  if (isBusy) return;
  isBusy = true;
  place.setAttribute("aria-busy", "true");
  const fields = new FormData(form);
  fields.set(button.name, button.value);
  const shown = place.firstElementChild;
  try {
    const reply = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
    if (!reply.headers.get("Content-Type")?.startsWith("application/json")) {
      location.reload(); // Logged out, or refused: the page says so.
      return;
    }
    const { said: words, html } = await reply.json();
    said.textContent = words;
    if (!html || place.firstElementChild !== shown) return; // Another decision was made meanwhile.
    place.innerHTML = html;
    if (button.value !== "step") place.querySelector("h2")?.focus();
  } catch {
    said.textContent = LOST;
  } finally {
    isBusy = false;
    place.removeAttribute("aria-busy");
  }
  const more = place.querySelector("[data-go-on]");
  if (more && said.textContent !== LOST) setTimeout(() => more.isConnected && send(more.form, more), 0);
}

place.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter) send(event.target, event.submitter);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  // While another decision is on its way, a letter may belong to a name that is typed too early.
  if (isTyping(event.target) || !keysOn() || document.querySelector('[aria-busy="true"]')) return;
  const button = place.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
