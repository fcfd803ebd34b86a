import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PullRequestApi } from "../../src/action/github-api.js";
import { FakeGitHub } from "../support/fake-github.js";

const MARK = "<!-- inquest postmortems -->";
const github = new FakeGitHub();
let api = "";

beforeAll(async () => {
  api = await github.start();
});
afterAll(() => github.stop());
beforeEach(() => github.reset());

describe("an API that refuses says why, and has no half comment", () => {
  test.each([
    [
      "GET",
      403,
      "GitHub answered 403 (Refused @team): give the job permissions: {contents: read, pull-requests: write}",
    ],
    ["GET", 404, "GitHub answered 404 (Refused @team): give the job permissions"],
    ["POST", 403, "GitHub answered 403"],
    ["POST", 422, "GitHub answered 422 (Refused @team)"],
    ["POST", 502, "GitHub answered 502 (Refused @team): the next run tries again"],
    ["GET", 301, "GitHub answered 301"],
    ["GET", 401, "the token is not valid"],
  ])("%s %i", async (method, status, message) => {
    github.fault = { method, status };
    const asked = new PullRequestApi({ api, repository: "o/r", number: 7, token: "t" }).comment(MARK, "x");
    await expect(asked).rejects.toThrow(message);
    expect(github.comments).toEqual([]);
  });

  test("one that hangs, and one that is not there", async () => {
    github.fault = { method: "GET", status: "hang" };
    const address = { api, repository: "o/r", number: 7, token: "t", maxWaitMs: 50 };
    await expect(new PullRequestApi(address).comment(MARK, "x")).rejects.toThrow("GitHub gave no answer in time");
    const none = { ...address, api: "http://127.0.0.1:1", maxWaitMs: 5000 };
    await expect(new PullRequestApi(none).comment(MARK, "x")).rejects.toThrow(/^GitHub gave no answer: /);
  });
});
