import { expect, it } from "vitest";
import { type DueItem, matching } from "./types";

const item = (more: Partial<DueItem>) => ({ id: "1", name: "", division: "141031", zone: "", township: "", approval: "", unit: "", state: "soon", ...more }) as DueItem;

it("lists what belongs to the place, the words and the state, and nothing else", () => {
  const items = [item({ id: "a", zone: "示范区", unit: "城关镇" }), item({ id: "b", state: "overdue" }), item({ id: "c", division: "141032" })];
  const ids = (...rest: [{ division: string; zone: string }, string, string]) => matching(items, ...rest).map((each) => each.id).join("");
  expect(ids({ division: "", zone: "" }, "", "")).toBe("abc");
  expect(ids({ division: "141031", zone: "" }, "", "")).toBe("ab");
  expect(ids({ division: "141031", zone: "示范区" }, "", "")).toBe("a");
  expect(ids({ division: "", zone: "" }, " 城关 ", "")).toBe("a");
  expect(ids({ division: "", zone: "" }, "", "overdue")).toBe("b");
});
