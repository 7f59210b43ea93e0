// The search of the page: what of the articles, parameters and tables holds the words, in either language.
import type { LawDocument, LawParameter, LawTable, Text } from "@/api/types";

const both = (text: Text): string[] => [text.zh, text.en];

function holds(words: string, texts: string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(words));
}

/** A document keeps the articles that match; all of them where its own name does. */
export function findArticles(documents: LawDocument[], words: string): LawDocument[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return documents;
  return documents.flatMap((document) => {
    if (holds(wanted, [document.number, ...both(document.title)])) return [document];
    const articles = document.articles.filter((each) =>
      holds(wanted, [each.article, ...each.texts.flatMap((held) => both(held.text)), ...each.cited_by.flatMap((rule) => [rule.id, ...both(rule.text)])]),
    );
    return articles.length ? [{ ...document, articles }] : [];
  });
}

export function findParameters(parameters: LawParameter[], words: string): LawParameter[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return parameters;
  return parameters.filter((each) => holds(wanted, [each.id, ...both(each.name), ...each.values.flatMap((value) => [value.value, value.article, value.book, ...both(value.document), ...both(value.note)])]));
}

export function findTables(tables: LawTable[], words: string): LawTable[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return tables;
  return tables.filter((table) => {
    const rows = table.rows.flatMap((row) => [
      row.id,
      row.article,
      ...row.when.flatMap((each) => each.any.flatMap((one) => both(one.text))),
      ...row.then.flatMap((each) => both(each.text)),
    ]);
    return holds(wanted, [table.id, table.book, ...both(table.title), ...both(table.document), ...table.columns.flatMap((each) => both(each.name)), ...rows]);
  });
}
