// Places in the printed text. The server counts code points, a browser UTF-16 units: everything
// that leaves these functions counts code points of the article's text.

const points = (text) => Array.from(text).length;

export class Printed {
  constructor(root, text) {
    this.root = root;
    this.characters = Array.from(text);
    this.blocks = [...root.querySelectorAll("[data-start]")];
    this.words = this.#wordsOf(text);
  }

  slice(start, end) {
    return this.characters.slice(start, end).join("");
  }

  // The offset of a point in the document, or null outside the text.
  offsetOf(node, at) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element.closest("[data-start]");
    if (!block || !this.root.contains(block)) return null;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, at);
    return Number(block.dataset.start) + points(range.toString());
  }

  // What the reader selected with the mouse, a finger or a screen reader; null for nothing.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = this.offsetOf(range.startContainer, range.startOffset);
    const end = this.offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : { start, end };
  }

  rangeOf({ start, end }) {
    const range = document.createRange();
    range.setStart(...this.#pointAt(start, false));
    range.setEnd(...this.#pointAt(end, true));
    return range;
  }

  // The word at an offset, or the nearest one after it; the last word behind all of them.
  wordAt(offset) {
    const found = this.words.findIndex((word) => word.end > offset);
    return found < 0 ? this.words.length - 1 : found;
  }

  // The last word that begins before an offset.
  wordBefore(offset) {
    return Math.max(0, this.words.findLastIndex((word) => word.start < offset));
  }

  #pointAt(offset, isEnd) {
    const within = (block) => offset >= Number(block.dataset.start);
    const block = this.blocks.filter(within).at(isEnd && offset > 0 ? this.#before(offset) : -1);
    let left = offset - Number(block.dataset.start);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      const length = points(node.data);
      if (left < length || (isEnd && left === length)) {
        return [node, Array.from(node.data).slice(0, left).join("").length];
      }
      left -= length;
    }
    // Between two paragraphs there is nothing to point at.
    return node ? [node, node.data.length] : [block, 0];
  }

  // An end that is where a block begins belongs to the block before it.
  #before(offset) {
    return this.blocks.some((block) => Number(block.dataset.start) === offset) ? -2 : -1;
  }

  #wordsOf(text) {
    const words = [];
    const segments = new Intl.Segmenter("en", { granularity: "word" }).segment(text);
    let at = 0;
    for (const { segment, isWordLike } of segments) {
      const end = at + points(segment);
      // An emoji is no word, but can be selected like one.
      if (isWordLike || /\p{Extended_Pictographic}/u.test(segment)) words.push({ start: at, end });
      at = end;
    }
    return words;
  }
}
