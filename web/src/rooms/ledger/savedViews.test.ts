import { expect, it } from "vitest";
import { MOST, readViews, withView } from "./savedViews";

it("keeps filters, order and grouping under a name, and nothing else of the address", () => {
  const views = withView([], " 城关未供 ", { status: "unsupplied", township: "城关镇", sort: "-area", as_of: "2024-06-30", group: "route", lang: "en" });
  expect(views).toEqual([{ name: "城关未供", query: { status: "unsupplied", township: "城关镇", sort: "-area", group: "route" } }]);
  expect(readViews(JSON.stringify(views))).toEqual(views);
  expect(withView(views, "城关未供", { kind: "plot" })).toEqual([{ name: "城关未供", query: { kind: "plot" } }]);
  expect(withView(views, "  ", { kind: "plot" })).toBe(views);
});

it("reads back nothing that it would not have written", () => {
  for (const text of [null, "", "{", "7", "null", '{"name":"x"}', '[null,1,{"name":1,"query":{}},{"name":"x","query":null},{"name":"","query":{}}]']) expect(readViews(text)).toEqual([]);
  expect(readViews('[{"name":"x","query":{"status":["a"],"as_of":"1999-01-01","q":"石"}}]')).toEqual([{ name: "x", query: { q: "石" } }]);
});

it("lets the oldest go", () => {
  let views = withView([], "0", {});
  for (let n = 1; n <= MOST; ++n) views = withView(views, String(n), {});
  expect(views.length).toBe(MOST);
  expect(views[0]?.name).toBe("1");
});
