import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";
import { zh } from "./zh";
import { rulebook } from "./zh/rulebook";

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(path).isDirectory() ? files(path) : /\.(vue|ts)$/.test(name) ? [path] : [];
  });
}
function keys(tree: object, before = ""): string[] {
  return Object.entries(tree).flatMap(([name, value]) => (typeof value === "string" ? [before + name] : keys(value as object, `${before}${name}.`)));
}

it("every message that is asked for stands in the catalogue, and every message is asked for", () => {
  const texts = files("src").filter((path) => !path.includes("/i18n/")).map((path) => readFileSync(path, "utf8")).join("\n");
  const known = keys({ ...zh, ...rulebook });
  const asked = [...texts.matchAll(/\bt\((?:"([^"]+)"|'([^']+)')/g)].map((match) => match[1] ?? match[2] ?? "");
  // "stock.done." + stock and `unit.${…}` name a family.
  const families = [...texts.matchAll(/["'`]((?:[a-z_A-Z]+\.)+)(?:\$\{|["'`] \+)/g)].map((match) => match[1] ?? "");
  for (const key of asked) if (!key.endsWith(".")) expect(known, `t("${key}")`).toContain(key);
  const inWords = (key: string) => texts.includes(`"${key}"`) || texts.includes(`'${key}'`);
  const unused = known.filter((key) => !inWords(key) && !families.some((family) => key.startsWith(family)));
  expect(unused).toEqual([]);
});
