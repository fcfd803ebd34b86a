import { describe, expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";

const CONFIG = put("visibility: internal", "inquest.yaml");
const OPEN = put("visibility: public", "inquest.yaml");
const PUBLIC = put("visibility: public");

/** One contract with a visibility of its own. */
const contract = (visibility: string) =>
  put(
    `contracts:\n  - {id: bundle-refresh-on-restart, title: Refresh, description: On restart, parties: [a, b], promise: Fresh, visibility: ${visibility}}`,
    "catalog/contracts.yaml",
  );

describe("withheld-from-public", () => {
  const found = async (...fences: ReturnType<typeof put>[]) =>
    (await findingsOf("withheld-from-public", fences)).map(({ at, severity }) => [at, severity]);

  test("entries that are internal by default, named at the first answer that rests on them", async () => {
    const [one] = await findingsOf("withheld-from-public", [CONFIG, PUBLIC]);
    expect(one).toMatchObject({
      at: "a-revocation-holds-within-its-ttl",
      severity: "warning",
      hint: expect.stringContaining("visibility: public"),
    });
    expect(one?.message).toMatch(/rests on \d+ internal entries, .*invariant:a-revocation.*, contract:.* more$/);
  });

  test("nothing of an internal document, of a draft, or where entries are public", async () => {
    expect(await found(CONFIG)).toEqual([]);
    expect(await found(CONFIG, PUBLIC, put("status: draft"))).toEqual([]);
    expect(await found(OPEN)).toEqual([]);
  });

  test("an answer that rests on an entry that says itself that it is internal", async () => {
    expect(await found(OPEN, contract("internal"))).toEqual([["bundle-refresh-on-restart", "warning"]]);
    expect(await found(OPEN, contract("public"))).toEqual([]);
  });

  test("elsewhere such an entry is an info", async () => {
    const service = put(
      "services:\n  - {id: sidecar, title: Sidecar, description: Decides, organisation: Us, visibility: internal}\n  - {id: admin-api, title: API, description: Grants, organisation: Us}\n  - {id: bundle-server, title: Server, description: Serves, organisation: Us}",
      "catalog/services.yaml",
    );
    const drill = put("services: [admin-api]", "drills/2026-05-20-policy-lag-eu-west.md");
    expect(await found(OPEN, service, drill)).toEqual([["sidecar", "info"]]);
  });

  test("an entry of the document that is internal itself is none", async () => {
    const contracts = put(
      "unclear_contracts:\n  - {contract: bundle-refresh-on-restart, gap: Nobody had said it, visibility: internal}\nactions:\n  - {id: A1, title: Fetch on start, type: prevent, state: proposed}",
    );
    expect(await found(OPEN, contract("internal"), contracts)).toEqual([]);
  });
});
