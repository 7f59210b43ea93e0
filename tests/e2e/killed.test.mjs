// The program is killed a hundred times while eight clients write to it: what was acknowledged is in the book once and
// whole, and a client that heard nothing says the same command again and doubles nothing.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { client, panhuo, scratch, serve, staff, start } from "./house.mjs";

const rounds = Number(process.env.E2E_KILLS ?? 100);
const clients = 8;

/** The same numbers in every run; what the machine makes of the moments differs all the same. */
function numbers(seed) {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

const approval = "示例批〔2020〕9001号";

/** A command of a plot and its two portions: all three are in the book or none is. */
function commandOf(number) {
  const plot = `${approval}#${number}`;
  const portion = (part) => ({ kind: "portion", record: { plot, number: part, area_m2: 500 } });
  const statements = [{ kind: "plot", record: { approval, number, division: "141031", area_m2: 1000 } }, portion("甲"), portion("乙")];
  return { command: `killed-${number}`, plot, body: { command: `killed-${number}`, reason: "补录", statements } };
}

class Writer {
  constructor(name) { this.name = name; this.made = 0; this.open = undefined; this.acknowledged = []; }

  /** Writes until the connection breaks. A command that was not answered is said again first in the next round. */
  async write(person, heard) {
    for (;;) {
      this.open ??= commandOf(`${this.name}${++this.made}`);
      const answer = await person.ask("POST", "/api/v1/records", this.open.body).catch(() => undefined);
      if (answer === undefined) return;
      if (answer.status === 201 || (answer.status === 409 && answer.document.code === "COMMAND_REPEATED")) {
        this.acknowledged.push(this.open);
        this.open = undefined;
        heard();
      } else if (answer.status !== 503 && answer.status !== 409) {
        throw new Error(`${this.open.command}: ${answer.status} ${JSON.stringify(answer.document)}`);
      }
    }
  }
}

test(`the program is killed ${rounds} times under eight writers`, async (t) => {
  const store = join(scratch(t), "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  const first = await serve(t, store);
  await staff(first, { wang: { name: "王经办", roles: ["clerk"] } });
  const clerk = await client(first.url).logIn("wang");
  const batch = { document_no: approval, division: "141031", approved_on: "2020-05-01", total_m2: 100_000_000 };
  await clerk.send("POST", "/api/v1/records", { reason: "补录", statements: [{ kind: "approval", record: batch }] });
  await first.stop();
  const entries = () => {
    const proof = JSON.parse(panhuo("verify", store, "--json"));
    assert.equal(proof.ok, true);
    return proof.chains.find(({ chain }) => chain === "141031").entries;
  };
  const before = entries();

  const random = numbers(19680);
  const writers = Array.from({ length: clients }, (_, i) => new Writer(String.fromCharCode(65 + i)));
  let interrupted = 0;
  for (let round = 0; round < rounds; ++round) {
    const site = await start(store);
    t.after(() => site.child.kill("SIGKILL"));
    const person = await client(site.url).logIn("wang");
    let kill;
    const dead = new Promise((done) => site.child.once("exit", (_code, signal) => done(signal)));
    const heard = () => (kill ??= setTimeout(() => site.child.kill("SIGKILL"), random() * 120));
    await Promise.all(writers.map((writer) => writer.write(person, heard)));
    assert.equal(await dead, "SIGKILL", "the program ended by itself");
    interrupted += writers.filter((writer) => writer.open).length;
  }

  const site = await serve(t, store);
  const person = await client(site.url).logIn("wang");
  for (const writer of writers) {
    if (!writer.open) continue;
    const last = await person.ask("POST", "/api/v1/records", writer.open.body);
    assert.ok(last.status === 201 || last.document.code === "COMMAND_REPEATED");
    writer.acknowledged.push(writer.open);
  }
  const said = writers.flatMap((writer) => writer.acknowledged).length;
  for (const [kind, each] of [["plot", 1], ["portion", 2]]) {
    const ids = [];
    for (let offset = 0, total = 1; offset < total; offset += 1000) {
      const page = await person.send("GET", `/api/v1/parcels?kind=${kind}&limit=1000&offset=${offset}`);
      total = page.total;
      ids.push(...page.parcels.map((parcel) => parcel.id).filter((id) => id.startsWith(`${approval}#`)));
    }
    assert.equal(new Set(ids).size, said * each, `${kind}: lost`);
    assert.equal(ids.length, said * each, `${kind}: doubled`);
  }
  const some = writers.flatMap((writer) => writer.acknowledged.slice(-3));
  for (const { plot } of some) {
    const { history } = await person.send("GET", `/api/v1/parcel?id=${encodeURIComponent(plot)}`);
    assert.equal(history.filter((entry) => entry.kind === "plot").length, 1);
  }
  await site.stop();
  assert.equal(entries() - before, said * 3);
  assert.equal(JSON.parse(panhuo("rebuild", store, "--json")).identical, true);
  assert.ok(said >= rounds, `only ${said} commands were heard of`);
  t.diagnostic(`${rounds} times killed, ${said} commands acknowledged, ${interrupted} left without an answer`);
});
