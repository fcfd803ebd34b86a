import { createServer, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";

export interface Served {
  /** With a slash at its end. */
  url: string;
  close: () => Promise<void>;
}

/** Serves a folder on the loopback interface under a base path, as a plain static host would: 404.html for what is not there. */
export async function serve(folder: string, base = "/"): Promise<Served> {
  const files = sirv(folder, { etag: true });
  const server = createServer((request, response) => {
    const missing = () => {
      const writeHead = response.writeHead.bind(response) as (
        status: number,
        headers?: OutgoingHttpHeaders,
      ) => typeof response;
      response.writeHead = ((_status: number, headers?: OutgoingHttpHeaders) =>
        writeHead(404, headers)) as typeof response.writeHead;
      request.url = "/404.html";
      files(request, response, () => void response.end());
    };
    if (!request.url?.startsWith(base)) return missing();
    request.url = `/${request.url.slice(base.length)}`;
    return files(request, response, missing);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}
