import { bareObject, compactObject } from "../util/bare-object.js";
import { plainValue, Refused } from "./yaml-values.js";

/** Deeper texts are left to the other parsers, which count the depth exactly. */
const MAX_DEPTH = 16;
/** Characters that mean nothing in YAML or are a line break or a space of one kind: all but controls, other spaces and surrogates. */
const OTHERS = /[^\n -~\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]/;
/** A name and its colon, at the start of what is left of a line. Longer names are left to the other parsers. */
const KEY = /([A-Za-z_][\w-]{0,99}):(?=[ \n]|$)/y;
/** What an unquoted text starts with here. YAML allows more. */
const PLAIN_START = /[\w(/.+$\u00a1-\uffff]|-\w/y;
/** What ends an unquoted text or makes it something else, alone and in brackets. */
const NOT_PLAIN = /: |:$| #/;
const ENDS_IN_FLOW = /[,[\]{}#]|:(?![^ ,[\]{}])/g;

/** Texts in quotes, also with quotes and backslashes in them. */
const DOUBLE_QUOTED = /"([^"\\\n]*(?:\\["\\][^"\\\n]*)*)"/y;
const SINGLE_QUOTED = /'([^'\n]*(?:''[^'\n]*)*)'/y;

const SPACE = 0x20;
const DASH = 0x2d;

/**
 * Reads the data of YAML as people write front matter: fields and lists by indentation, each value on one line, in quotes, in
 * brackets, or as it is. That takes a fraction of the time of a parser for all of YAML.
 * @returns undefined where anything else is in the text
 */
export function parsePlainYaml(text: string): { data: unknown } | undefined {
  if (OTHERS.test(text)) return undefined;
  try {
    return { data: new Lines(text).document() };
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

class Lines {
  /** The line that is read: where its text starts after how many spaces, and where it ends. */
  #start = 0;
  #indent = 0;
  #end = -1;
  /** The same end, without the spaces before it. */
  #lineEnd = 0;
  /** How far the line has been read. */
  #at = 0;
  #isOver = false;

  constructor(readonly text: string) {}

  document(): unknown {
    this.#nextLine();
    if (this.#isOver || this.#indent !== 0) throw new Refused();
    const data = this.#isItem() ? this.#list(0, 0) : compactObject(this.#map(0, 0));
    if (!this.#isOver) throw new Refused();
    return data;
  }

  /** Goes to the next line that is not empty. */
  #nextLine(): void {
    const { text } = this;
    for (;;) {
      const from = this.#end + 1;
      if (from >= text.length) {
        this.#isOver = true;
        this.#indent = -1;
        return;
      }
      const lineEnd = text.indexOf("\n", from);
      let end = lineEnd < 0 ? text.length : lineEnd;
      this.#end = end;
      let start = from;
      while (start < end && text.charCodeAt(start) === SPACE) start++;
      if (start === end) continue;
      while (text.charCodeAt(end - 1) === SPACE) end--;
      this.#start = start;
      this.#lineEnd = end;
      this.#indent = start - from;
      this.#at = start;
      return;
    }
  }

  /** Whether the line is an entry of a list. */
  #isItem(): boolean {
    return (
      this.text.charCodeAt(this.#start) === DASH &&
      this.#start + 1 < this.#lineEnd &&
      this.text.charCodeAt(this.#start + 1) === SPACE
    );
  }

  /** The fields at one indentation, the first of which is what is left of the line. */
  #map(indent: number, depth: number): Record<string, unknown> {
    if (depth > MAX_DEPTH) throw new Refused();
    const data = bareObject();
    do {
      const name = this.#key(this.#lineEnd);
      if (name in data) throw new Refused();
      if (this.#at === this.#lineEnd) {
        this.#nextLine();
        if (this.#indent > indent)
          data[name] = this.#isItem() ? this.#list(this.#indent, depth + 1) : this.#map(this.#indent, depth + 1);
        else data[name] = this.#indent === indent && this.#isItem() ? this.#list(indent, depth + 1) : null;
      } else {
        data[name] = this.#valueOfLine(depth);
        this.#nextLine();
      }
    } while (this.#indent === indent && !this.#isOver);
    // What is deeper goes on with a value, or is wrong.
    if (this.#indent > indent) throw new Refused();
    return data;
  }

  #list(indent: number, depth: number): unknown[] {
    if (depth > MAX_DEPTH) throw new Refused();
    const data: unknown[] = [];
    while (this.#indent === indent && this.#isItem()) {
      this.#at = this.#start + 2;
      this.#skipSpaces();
      if (this.#startsWithKey()) data.push(this.#map(indent + this.#at - this.#start, depth + 1));
      else {
        data.push(this.#valueOfLine(depth));
        this.#nextLine();
      }
    }
    if (this.#indent > indent) throw new Refused();
    // A list that grew has room for sixteen more; its copy has not.
    return data.slice();
  }

  #startsWithKey(): boolean {
    KEY.lastIndex = this.#at;
    const end = KEY.test(this.text) ? KEY.lastIndex : 0;
    return end > 0 && end <= this.#lineEnd;
  }

  /** The name of a field, and goes to its value. */
  #key(end: number): string {
    KEY.lastIndex = this.#at;
    const name = KEY.exec(this.text)?.[1];
    if (name === undefined || KEY.lastIndex > end || plainValue(name) !== name) throw new Refused();
    this.#at = KEY.lastIndex;
    this.#skipSpaces();
    return name;
  }

  #skipSpaces(): void {
    while (this.#at < this.#lineEnd && this.text.charCodeAt(this.#at) === SPACE) this.#at++;
  }

  /** The value that the rest of the line is. */
  #valueOfLine(depth: number): unknown {
    const { text } = this;
    const first = text[this.#at] ?? "";
    if (first === "[" || first === "{" || first === '"' || first === "'") {
      const value = this.#flowValue(depth + 1);
      if (this.#at !== this.#lineEnd) throw new Refused();
      return value;
    }
    this.#startsPlain();
    const plain = text.slice(this.#at, this.#lineEnd);
    if (NOT_PLAIN.test(plain)) throw new Refused();
    return plainValue(plain);
  }

  #startsPlain(): void {
    PLAIN_START.lastIndex = this.#at;
    if (!PLAIN_START.test(this.text)) throw new Refused();
  }

  /** A value in brackets or quotes, or within brackets, with the spaces behind it. */
  #flowValue(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new Refused();
    const { text } = this;
    const first = text[this.#at] ?? "";
    if (first === "[") return this.#flowList(depth);
    if (first === "{") return this.#flowMap(depth);
    if (first === '"') return this.#quoted(DOUBLE_QUOTED);
    if (first === "'") return this.#quoted(SINGLE_QUOTED);
    this.#startsPlain();
    ENDS_IN_FLOW.lastIndex = this.#at;
    const end = ENDS_IN_FLOW.test(text) ? ENDS_IN_FLOW.lastIndex - 1 : text.length;
    if (end >= this.#lineEnd || ":#[{".includes(text[end] ?? "")) throw new Refused();
    const plain = text.slice(this.#at, end).trimEnd();
    this.#at = end;
    return plainValue(plain);
  }

  #quoted(form: RegExp): string {
    form.lastIndex = this.#at;
    const written = form.exec(this.text)?.[1];
    if (written === undefined) throw new Refused();
    this.#at = form.lastIndex;
    this.#skipSpaces();
    if (form === SINGLE_QUOTED) return written.includes("''") ? written.replaceAll("''", "'") : written;
    return written.includes("\\") ? written.replace(/\\(.)/g, "$1") : written;
  }

  #flowList(depth: number): unknown[] {
    const data: unknown[] = [];
    this.#open();
    while (this.text[this.#at] !== "]") {
      data.push(this.#flowValue(depth + 1));
      this.#separator("]");
    }
    this.#close();
    return data.slice();
  }

  #flowMap(depth: number): Record<string, unknown> {
    const data = bareObject();
    this.#open();
    while (this.text[this.#at] !== "}") {
      const name = this.#key(this.#lineEnd - 1);
      if (name in data) throw new Refused();
      data[name] = this.#flowValue(depth + 1);
      this.#separator("}");
    }
    this.#close();
    return data;
  }

  #open(): void {
    this.#at++;
    this.#skipSpaces();
  }

  #close(): void {
    if (this.#at >= this.#lineEnd) throw new Refused();
    this.#at++;
    this.#skipSpaces();
  }

  /** Goes over the comma to the next entry, of which there is one, or stays at the bracket. */
  #separator(bracket: string): void {
    const found = this.text[this.#at];
    if (found === bracket) return;
    if (found !== ",") throw new Refused();
    this.#at++;
    this.#skipSpaces();
    if (this.text[this.#at] === bracket) throw new Refused();
  }
}
