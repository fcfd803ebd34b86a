/** Keys and indexes that lead from the top of a file to a value. */
export type YamlPath = readonly (string | number)[];

/** A map or list that is open at the scanner's position. */
export interface Frame {
  kind: "map" | "list";
  /** Within braces or brackets, where indentation has no meaning. */
  flow: boolean;
  /** The column of its keys or dashes; for flow the column that its lines must stay behind. */
  indent: number;
  /** The current key or index; null in a map that waits for its next key. */
  at: string | number | null;
  /** The keys of a map, also those that follow the cursor: complete only when the scan is done. */
  keys: string[];
}

/** The containers that are open, outermost first. */
export class Frames {
  readonly #stack: Frame[] = [];

  top(): Frame | undefined {
    return this.#stack.at(-1);
  }

  push(kind: Frame["kind"], indent: number, flow: boolean): Frame {
    const frame: Frame = { kind, flow, indent, at: kind === "list" ? 0 : null, keys: [] };
    this.#stack.push(frame);
    return frame;
  }

  pop(): void {
    this.#stack.pop();
  }

  /** Ends the flow containers: after a bracket that was never closed. */
  leaveFlow(): void {
    while (this.top()?.flow) this.pop();
  }

  /** Closes containers that a line at this column is not part of. A key also closes a list with dashes in its column. */
  dedent(column: number, what: "key" | "dash"): void {
    for (let top = this.top(); top; top = this.top()) {
      if (top.indent < column || (top.indent === column && !(what === "key" && top.kind === "list"))) return;
      this.pop();
    }
  }

  /** A dash: the next item of the list in this column, or the first of a new one. */
  item(column: number): void {
    this.dedent(column, "dash");
    const top = this.top();
    if (top?.kind === "list" && top.indent === column) top.at = Number(top.at) + 1;
    else this.push("list", column, false);
  }

  /** A key: of the map in this column, or of a new one. */
  key(column: number, name: string): Frame {
    this.dedent(column, "key");
    const top = this.top();
    const map = top?.kind === "map" && top.indent === column ? top : this.push("map", column, false);
    map.at = name;
    map.keys.push(name);
    return map;
  }

  /** The path to what the innermost container holds now. */
  path(): YamlPath {
    return this.#stack.flatMap(({ at }) => at ?? []);
  }

  /** The path to a container that is open. */
  pathOf(frame: Frame): YamlPath {
    return this.#stack.slice(0, this.#stack.indexOf(frame)).flatMap(({ at }) => at ?? []);
  }

  /** The same containers, to try what a line would mean. */
  copy(): Frames {
    const copy = new Frames();
    copy.#stack.push(...this.#stack);
    return copy;
  }
}
