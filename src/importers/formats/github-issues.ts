import type { ForeignFile, ImportedDocument, Importer } from "../importer.js";
import { eventAt } from "../reading/json/events.js";
import { type Exported, incidentsIn, withOwnParts } from "../reading/json/exported.js";
import { type Data, listOf, textAt } from "../reading/json/values.js";
import { readIssue } from "../reading/read-issue.js";

/**
 * Issues of GitHub as `gh issue list --json number,title,body,url,state,createdAt,closedAt,author,assignees,labels,comments` prints them
 * (cli.github.com/manual/gh_issue_list), and as its REST API does.
 */
export const githubIssues: Importer = {
  id: "github-issues",
  title: "Issues of GitHub (gh issue list --json …)",
  recognises: (file) => (incidentsIn(file, isIssue).length > 0 ? 0.9 : 0),
  read: (file) => withOwnParts(incidentsIn(file, isIssue).map((exported) => documentOf(exported, file))),
};

function isIssue(data: Data): boolean {
  const url = textAt(data, "html_url") ?? textAt(data, "url") ?? "";
  return (
    typeof data.number === "number" && typeof data.title === "string" && "body" in data && /\/issues\/\d+$/.test(url)
  );
}

function documentOf(exported: Exported, file: ForeignFile): ImportedDocument {
  const { incident: issue } = exported;
  const opened = issue.createdAt ?? issue.created_at;
  return readIssue(exported, file, {
    publisher: "GitHub",
    number: `#${textAt(issue, "number")}`,
    url: textAt(issue, "html_url") ?? textAt(issue, "url"),
    text: textAt(issue, "body") ?? "",
    author: loginOf(issue.author ?? issue.user),
    labels: listOf(issue.labels).flatMap((label) => textAt(label, "name") ?? []),
    opened,
    timeline: [
      ...eventAt(opened, "The issue is opened"),
      ...eventAt(issue.closedAt ?? issue.closed_at, "The issue is closed"),
    ],
    comments: listOf(issue.comments).map((comment) => ({
      at: comment.createdAt ?? comment.created_at,
      author: loginOf(comment.author ?? comment.user),
      text: textAt(comment, "body") ?? "",
    })),
  });
}

function loginOf(user: unknown): string | null {
  return textAt(user, "login");
}
