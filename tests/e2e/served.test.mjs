// A store that is being served and the command line beside it: what writes is refused and told where to go, what reads
// goes on; and long work that one leaves and finds again.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { client, panhuo, root, scratch, serve, staff } from "./house.mjs";

/** Runs the program; what it said where it was refused. */
function refused(...args) {
  try {
    panhuo(...args);
  } catch (failure) {
    return { code: failure.status, said: failure.stderr };
  }
  return assert.fail(`${args.join(" ")} was not refused`);
}

test("a command that writes to a served store is told where it is served", async (t) => {
  const store = join(scratch(t), "store");
  panhuo("sample", store);
  const supplies = join(root, "samples/xixian/供地结果_示例.csv");
  const site = await serve(t, store);
  for (const args of [["import", store, supplies], ["rebuild", store], ["decide", store, "milestone-2024-06-30", "--reading", "july", "--paper", "x"], ["serve", store, "--port", "0"]]) {
    const { code, said } = refused(...args);
    assert.equal(code, 3, args[0]);
    assert.match(said, /STORE_SERVED/, args[0]);
    assert.ok(said.includes(`${site.url}/`), said);
  }
  for (const args of [["status", store, "--json"], ["verify", store, "--json"], ["parcels", store, "--format", "json"]]) JSON.parse(panhuo(...args));
  await site.stop();
  JSON.parse(panhuo("rebuild", store, "--json"));
});

test("long work is left and found again", async (t) => {
  const store = join(scratch(t), "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  const site = await serve(t, store);
  await staff(site, { wang: { name: "王经办", roles: ["clerk"] } });
  const clerk = await client(site.url).logIn("wang");
  const rows = Array.from({ length: 3000 }, (_, i) => `示例批〔2020〕9001号,${i + 1},1.5`);
  const file = ["批准文号,地块编号,地块面积（公顷）", ...rows].join("\n");
  const { id, state } = await clerk.send("POST", "/api/v1/imports?name=plots.csv&later=true", file, "application/octet-stream");
  assert.match(state, /^(waiting|running|done)$/);
  // Followed by another browser of the same person, from wherever it stands.
  const again = await client(site.url).logIn("wang");
  const [mine] = (await again.send("GET", "/api/v1/work")).work;
  assert.equal(mine.id, id);
  const events = await again.send("GET", `/api/v1/work/${id}/events`);
  const last = JSON.parse(/^data: (.*)$/m.exec(events.trimEnd().split("\n\n").at(-1))[1]);
  assert.equal(last.state, "done");
  assert.equal(last.result.accepted, 3000);
  const { total } = await again.send("GET", "/api/v1/parcels?kind=plot&limit=1");
  assert.equal(total, 3000);
});
