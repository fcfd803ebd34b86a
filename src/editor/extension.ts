import { type ExtensionContext, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node.js";

let client: LanguageClient | undefined;

/** Starts the language server of the inquest that the repository has installed. VS Code calls it where there is an `inquest.yaml`. */
export async function activate(context: ExtensionContext): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const [command = "npx", ...args] = workspace.getConfiguration("inquest").get<string[]>("command") ?? [];
  client = new LanguageClient(
    "inquest",
    "inquest",
    // On Windows, npx is a script, which only a shell runs.
    {
      command,
      args,
      options: { ...(folder && { cwd: folder.uri.fsPath }), shell: process.platform === "win32" },
    },
    {
      documentSelector: ["markdown", "yaml"].map((language) => ({ scheme: "file", language })),
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{md,yaml}") },
    },
  );
  context.subscriptions.push(client);
  await client.start();
}

/** Ends the language server. VS Code waits for it. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
