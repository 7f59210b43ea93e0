import { expect, it } from "vitest";
import type { LawDocument, LawTable } from "@/api/types";
import { articleAnchor, rowAnchor, tableAnchor } from "./anchors";
import { findArticles, findTables } from "./find";

const text = (zh: string, en = zh) => ({ zh, en });
const article = (id: string, words: string) => ({ id, article: `第${id}条`, texts: [{ book: "b", text: text(words, "Idle"), tag: "M" }], cited_by: [] });
const order = { number: "53号", title: text("闲置土地处置办法", "Order 53"), articles: [article("一", "未动工"), article("二", "听证")] } as unknown as LawDocument;

it("finds articles by their words in either language, and whole documents by their name", () => {
  expect(findArticles([order], "  ")).toEqual([order]);
  expect(findArticles([order], "听证").map((each) => each.articles.map((one) => one.id))).toEqual([["二"]]);
  expect(findArticles([order], "idle")[0]?.articles).toHaveLength(2);
  expect(findArticles([order], "order 53")[0]?.articles).toHaveLength(2);
  expect(findArticles([order], "没有的词")).toEqual([]);
});

it("finds a table by an outcome of one of its rows", () => {
  const row = { id: "fee", article: "第十四条", when: [], then: [{ output: "route", word: "art14.1", text: text("征缴闲置费", "idle fee") }] };
  const table = { id: "idle.route", book: "b", title: text("由期间到处置"), document: text("办法"), columns: [], rows: [row] } as unknown as LawTable;
  expect(findTables([table], "闲置费")).toEqual([table]);
  expect(findTables([table], "听证")).toEqual([]);
});

it("an article names a row by the anchor that the table gives it", () => {
  expect(rowAnchor("national/idle-land-53", "idle.route/fee", "2012-07-01")).toBe(`${tableAnchor("national/idle-land-53", "idle.route", "2012-07-01")}/fee`);
  expect(articleAnchor("3fa9")).toBe("article-3fa9");
});
