import type { Element, ElementContent, Root } from "hast";
import { walkElements } from "./walk-elements.js";

/** Makes wide tables and code scrollable by keyboard, check boxes text, and alignment a class. */
export function tidyElements(tree: Root): void {
  walkElements(tree, (element, parent, index) => {
    switch (element.tagName) {
      case "table":
        parent.children[index] = scroller(element);
        return;
      case "pre":
        element.properties.tabIndex = 0;
        return;
      case "td":
      case "th":
        alignByClass(element);
        return;
      case "input":
        tickBox(element);
        return;
      default:
        return;
    }
  });
}

function scroller(table: Element): Element {
  const properties = { className: ["scroll"], tabIndex: 0, role: "group", ariaLabel: "Table" };
  return { type: "element", tagName: "div", properties, children: [table] };
}

function alignByClass(cell: Element): void {
  const { align, ...rest } = cell.properties;
  cell.properties = align === "right" || align === "center" ? { ...rest, className: [`align-${align}`] } : rest;
  if (cell.tagName === "th") cell.properties.scope = "col";
}

function tickBox(box: Element): void {
  const done = Boolean(box.properties.checked);
  const children: ElementContent[] = [{ type: "text", value: done ? "☑" : "☐" }];
  box.tagName = "span";
  box.properties = { role: "img", ariaLabel: done ? "done" : "not done" };
  box.children = children;
}
