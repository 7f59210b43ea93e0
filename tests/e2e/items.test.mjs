// Every figure of the standing opens to postings that sum to it, and each posting down to the file, sheet and cells.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { client, panhuo, root, scratch, serve, staff } from "./house.mjs";

const units = (m2) => Math.round(m2 * 10_000);
/** The figures of a stock line by the names under which /items knows them. */
function figuresOf(stock, line) {
  const plain = ["opening", "added", "done", "written_off", "balance", "signed_not_recorded", "late"].map((name) => [name, line[`${name}_m2`] ?? 0]);
  const ways = Object.entries(line.done_by).map(([way, area]) => [`done_by.${way}`, area]);
  const beside = stock === "unsupplied" ? ["unlinked", "existing", "other_scope"].map((name) => [name, line[`${name}_m2`]]) : [];
  return [...plain, ...ways, ...beside];
}

test("every figure opens to what makes it", async (t) => {
  const store = join(scratch(t), "store");
  panhuo("sample", store);
  // A month is closed, and a decision of an earlier day comes in after it.
  panhuo("close", store, "--period", "2024-06");
  panhuo("import", store, join(root, "tests/files/late_withdrawal.csv"));
  const site = await serve(t, store);
  await staff(site, { wang: { name: "王经办", roles: ["clerk"] } });
  const clerk = await client(site.url).logIn("wang");
  const seen = new Set();
  for (const view of ["as_of=2024-06-30&counting=official", "as_of=2024-11-30&counting=official", "as_of=2024-11-30&counting=signed"]) {
    const status = await clerk.send("GET", `/api/v1/status?${view}`);
    for (const { division, name, kind, ...stocks } of status.divisions) {
      for (const stock of ["unsupplied", "idle"]) {
        for (const [figure, area] of figuresOf(stock, stocks[stock])) {
          const place = kind === "zone" ? `&zone=${encodeURIComponent(name)}` : `&division=${division}`;
          const found = await clerk.send("GET", `/api/v1/items?${view}&stock=${stock}&figure=${figure}${place}`);
          const sum = found.items.reduce((total, item) => total + units(item.area_m2), 0);
          assert.equal(sum, units(area), `${view} ${name} ${stock} ${figure}`);
          assert.equal(units(found.area_m2), sum);
          if (area !== 0) seen.add(`${stock} ${figure}`);
        }
      }
    }
  }
  // Not all of them are zero, or this would prove little.
  for (const figure of ["late", "unlinked", "existing", "other_scope", "signed_not_recorded"]) assert.ok(seen.has(`unsupplied ${figure}`), `${figure} is zero everywhere`);
  const late = await clerk.send("GET", "/api/v1/items?as_of=2024-07-31&stock=unsupplied&figure=late");
  assert.equal(late.area_m2, 17340);
  const entry = await clerk.send("GET", `/api/v1/entry?id=${encodeURIComponent(late.items[0].entry)}`);
  assert.equal(entry.source.name, "late_withdrawal.csv");
  assert.match(entry.source.cells, /[A-Z]+\d+/);
  await assert.rejects(clerk.send("GET", "/api/v1/items?stock=idle&figure=unlinked"), /400/);
});
