// A combobox over the register: people, parties, councils and seats, each as on the article's day.

const PAUSE = 120; // milliseconds after a key before the server is asked

export class Finder {
  #asked = 0;
  #timer = 0;
  #options = [];
  #active = -1;

  constructor({ box, address, onAsk }) {
    this.box = box;
    this.input = box.querySelector("input");
    this.list = box.querySelector("[role=listbox]");
    this.label = box.querySelector("label");
    this.address = address;
    this.onAsk = onAsk;
    this.input.addEventListener("input", () => this.#ask());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.#choose(Number(row.dataset.number));
    });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  // `first`: options before anything is typed; `also(typed)`: options beside the register's.
  open({ label, first = [], also = () => [], onChoose, onLeave }) {
    Object.assign(this, { first, also, onChoose, onLeave });
    this.label.textContent = label;
    this.box.hidden = false;
    this.input.value = "";
    this.#show(first);
    this.input.focus();
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  #ask() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const typed = this.input.value.trim();
    if (typed.length < 2) return this.#show(this.first);
    // What stands there answers something else: Enter must not take it.
    this.#options = [];
    this.#activate(-1);
    this.list.setAttribute("aria-busy", "true");
    this.#timer = setTimeout(() => this.#fetch(typed), PAUSE);
  }

  async #fetch(typed) {
    const number = ++this.#asked;
    this.onAsk();
    const reply = await fetch(`${this.address}?${new URLSearchParams({ q: typed })}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (number !== this.#asked || !this.isOpen) return;
    const isAnswer = reply?.ok && reply.headers.get("Content-Type")?.includes("json");
    const { found } = isAnswer ? await reply.json() : { found: [] };
    this.#show([...found, ...this.also(typed)], isAnswer ? typed : null);
  }

  #show(options, typed = "") {
    this.#options = options;
    this.list.removeAttribute("aria-busy");
    this.list.replaceChildren(...options.map((option, number) => this.#row(option, number)));
    if (!options.length && typed !== "") {
      const note = document.createElement("li");
      note.setAttribute("role", "presentation");
      note.className = "quiet";
      note.textContent = typed === null ? "The register did not answer. Try again." : `Nobody and nothing called “${typed}”.`;
      this.list.append(note);
    }
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.#activate(options.length ? 0 : -1);
  }

  #row(option, number) {
    const row = document.createElement("li");
    row.id = `option-${number}`;
    row.dataset.number = number;
    row.setAttribute("role", "option");
    for (const [name, text] of [["name", option.name], ["who", option.who]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      row.append(part, " ");
    }
    return row;
  }

  #activate(number) {
    this.#active = number;
    [...this.list.querySelectorAll("[role=option]")].forEach((row, at) => {
      row.setAttribute("aria-selected", String(at === number));
      if (at === number) row.scrollIntoView({ block: "nearest" });
    });
    if (number < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `option-${number}`);
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.#options.length) {
      const count = this.#options.length;
      this.#activate((this.#active + steps[event.key] + count) % count);
    } else if (event.key === "Enter") {
      if (this.#active >= 0) this.#choose(this.#active);
    } else if (event.key === "Escape") {
      this.close();
      this.onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #choose(number) {
    const option = this.#options[number];
    this.close();
    this.onChoose(option);
  }
}
