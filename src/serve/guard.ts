import type { IncomingMessage } from "node:http";

/** Why a request is not answered. */
export interface Refusal {
  status: 403 | 405;
  reason: string;
}

/**
 * Decides whether to refuse a request. Other sites must not reach the server, neither by a host name that resolves to
 * this machine (DNS rebinding), nor by a script in the reader's browser.
 * @param port the port that the server listens on
 */
export function refusalOf({ method, headers }: IncomingMessage, port: number): Refusal | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? ""))
    return { status: 403, reason: "This server only answers requests for localhost" };
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    return { status: 403, reason: "This server only answers its own pages" };
  // Other sites may link here, but not embed pictures, scripts or frames from here.
  const site = headers["sec-fetch-site"];
  const isLink = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (site !== undefined && site !== "same-origin" && site !== "none" && !isLink)
    return { status: 403, reason: "This server only answers its own pages" };
  if (method !== "GET" && method !== "HEAD") return { status: 405, reason: "Only GET and HEAD are answered" };
  return null;
}

/**
 * The path that a request asks for, decoded and without a slash at its start.
 * @returns null for dot files, `..` and paths that cannot be decoded
 */
export function pathOf(url: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
  } catch {
    return null;
  }
  if (!path.startsWith("/") || /[\\\0]/.test(path)) return null;
  const parts = path.slice(1).split("/");
  return parts.some((part) => part.startsWith(".")) ? null : parts.join("/");
}
