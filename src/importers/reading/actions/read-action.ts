import type { ActionState, ActionType } from "./action-words.js";

/** An action as a document tells it. Null where the document does not say. */
interface ReadAction {
  /** What is to be done; a priority and other columns stay here. */
  title: string;
  owner: string | null;
  state: ActionState | null;
  /** An https address of an issue, a ticket or a change. */
  tracker: string | null;
  /** `YYYY-MM-DD` */
  due: string | null;
  type: ActionType | null;
  /** The row as it stands in the document. */
  source: string;
}

export interface ActionsRead {
  actions: ReadAction[];
  /** Texts that are no action, for the body. */
  unread: string[];
}
