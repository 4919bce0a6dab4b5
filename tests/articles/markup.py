"""What is wrong with a page's HTML: rules that browsers forgive, and readers pay for."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
INTERACTIVE = {"a", "button", "input", "select", "textarea", "details", "label", "summary"}
# Only phrasing content may stand in these.
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "span", "a", "label", "strong", "b", "time", "button"}
FLOW = {
    "address", "article", "aside", "blockquote", "div", "dl", "details", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "header", "hr", "main", "nav", "ol", "p", "pre",
    "section", "table", "ul",
}  # fmt: skip
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup"},
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list")


class Markup(HTMLParser):
    """Collects the `faults` of one document."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.wanted: set[str] = set()
        self.faults: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.check_place(tag)
        self.check_attributes(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "svg" not in self.open and tag not in VOID:
            self.faults.append(f"<{tag}/> closes nothing in HTML")
        self.check_attributes(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def check_place(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if tag in FLOW and set(self.open) & PHRASING_ONLY and "svg" not in self.open:
            self.faults.append(f"<{tag}> in {self.open}")
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.faults.append(f"<{tag}> in <{parent}>")
        holders = {"a", "button", "summary"} & set(self.open)
        if tag in INTERACTIVE and holders:
            self.faults.append(f"<{tag}> in {holders}")

    def check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.faults += [f"{name} twice in <{tag}>" for name, times in names.items() if times > 1]
        values = dict(attrs)
        if "id" in values:
            self.ids[values["id"] or ""] += 1
        for name in REFERENCES:
            self.wanted |= set((values.get(name) or "").split())
        if tag == "a" and "href" not in values:
            self.faults.append("a link that leads nowhere")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))

    def close(self) -> None:
        super().close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]
        self.faults += [f"id {name} stands {n} times" for name, n in self.ids.items() if n > 1]
        self.faults += [f"nothing has the id {name}" for name in self.wanted - set(self.ids)]
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                self.faults.append(f"after an h{before} an h{after}")
        if self.headings.count(1) != 1:
            self.faults.append(f"{self.headings.count(1)} h1")


def faults_of(html: str) -> list[str]:
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup.faults
