// Every operation of api/openapi.yaml with the examples that stand there, against a served sample county: the status is one
// that the page names, and the answer fits its schema with nothing in it that the page does not name.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";
import { client, panhuo, password, root, scratch, serve } from "./house.mjs";

const require = createRequire(join(root, "web/package.json"));
const Ajv = require("ajv/dist/2020.js").default;
const page = require("yaml").parse(readFileSync(join(root, "api/openapi.yaml"), "utf8"));
const methods = ["get", "post", "put", "delete"];

const operations = Object.entries(page.paths).flatMap(([path, item]) =>
  methods.filter((method) => item[method]).map((method) => ({ path, method: method.toUpperCase(), ...item[method] })));
const at = (pointer) => pointer.slice(2).split("/").reduce((node, name) => node[name], page);
const whole = (node) => (node.$ref ? at(node.$ref) : node);

/** A schema that names the parts of an object names all of them. */
function closed(node) {
  if (Array.isArray(node)) return node.map(closed);
  if (node === null || typeof node !== "object") return node;
  const out = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  if (out.properties && out.additionalProperties === undefined) out.additionalProperties = false;
  return out;
}

const ajv = new Ajv({ strict: false, allErrors: true, formats: { date: /^\d{4}-\d\d-\d\d$/, binary: true } });
ajv.addSchema(closed({ $id: "page", components: page.components }));
const local = (node) => JSON.parse(JSON.stringify(closed(node)).replaceAll('"#/components', '"page#/components'));

function check(operation, answer) {
  const name = `${operation.operationId} ${answer.status}`;
  const response = operation.responses[answer.status];
  assert.ok(response, `${name} is not among the answers: ${JSON.stringify(answer.document)}`);
  const content = whole(response).content;
  if (!content) return assert.equal(answer.document, "", name);
  assert.ok(content[answer.type], `${name}: ${answer.type}`);
  if (!/json/.test(answer.type)) return;
  const valid = ajv.compile(local(content[answer.type].schema));
  if (valid(answer.document)) return;
  const faults = valid.errors.map(({ instancePath, message, params }) =>
    `${instancePath.replace(/\d+/g, "N")} ${params.additionalProperty ?? ""} ${message}`);
  assert.fail(`${name}: ${[...new Set(faults)].join("; ")}`);
}

/** The address with the examples of the page; `values` are those that only the running program knows. */
function address(operation, values = {}) {
  let path = operation.path;
  const query = new URLSearchParams();
  for (const parameter of (operation.parameters ?? []).map(whole)) {
    const value = values[parameter.name] ?? parameter.example;
    if (value === undefined) {
      assert.ok(!parameter.required, `${operation.operationId}: ${parameter.name} has no example`);
    } else if (parameter.in === "path") {
      path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
    } else {
      query.set(parameter.name, value);
    }
  }
  return query.size ? `${path}?${query}` : path;
}

const seen = new Set();
async function replay(person, operationId, status, { values, body } = {}) {
  const operation = operations.find((each) => each.operationId === operationId);
  assert.ok(operation, operationId);
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (content && body === undefined) assert.ok(content.example !== undefined, `${operationId} has no example`);
  const example = typeof content?.example === "object" ? { ...content.example, ...body } : content?.example;
  const sent = typeof body === "string" ? body : example;
  if (content && typeof sent === "object") {
    const valid = ajv.compile(local(content.schema));
    assert.ok(valid(sent), `${operationId}: the example does not fit: ${JSON.stringify(valid.errors)}`);
  }
  const answer = await person.ask(operation.method, address(operation, values), sent, type);
  check(operation, answer);
  assert.equal(answer.status, status, `${operationId}: ${JSON.stringify(answer.document)}`);
  if (status < 300) seen.add(operationId);
  return answer.document;
}

/** The events of a work until its end: each fits the schema of a Work, the last one says how it ended. */
async function follow(person, id, end) {
  const text = await replay(person, "followWork", 200, { values: { id } });
  const events = text.split("\n\n").filter((event) => event.includes("data: "));
  assert.ok(events.length > 0, "nothing was told");
  const valid = ajv.compile(local({ $ref: "#/components/schemas/Work" }));
  for (const event of events) {
    assert.match(event, /^event: work$/m);
    const data = JSON.parse(/^data: (.*)$/m.exec(event)[1]);
    assert.ok(valid(data), JSON.stringify(valid.errors));
    assert.equal(data.id, id);
  }
  assert.equal(JSON.parse(/^data: (.*)$/m.exec(events.at(-1))[1]).state, end);
}

test("every operation stands under one of the page's own headings", () => {
  const headings = page.tags.map((tag) => tag.name);
  for (const { operationId, tags } of operations)
    assert.ok(tags?.length === 1 && headings.includes(tags[0]), `${operationId}: ${tags}`);
});

test("every operation of the interface with its examples", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("sample", store);
  mkdirSync(join(folder, "backups"));
  const site = await serve(t, store, "--backups", join(folder, "backups"));
  const admin = client(site.url);
  await replay(admin, "getSession", 200);
  await replay(admin, "setUp", 403);
  await replay(admin, "setUp", 201, { body: { code: site.code } });
  await replay(client(site.url), "logIn", 401);

  const make = async (login, roles, granter) => {
    const { initial_password } = await replay(admin, "addPerson", 201, { body: { login, name: `某${login}` } });
    const person = await client(site.url).logIn(login, initial_password);
    await replay(person, "changePassword", 204, { body: { old: initial_password, new: password(login) } });
    await replay(granter, "grantRoles", 200, { values: { login }, body: { roles } });
    return person;
  };
  const security = await make("safe", ["security_admin"], admin);
  const clerk = await make("wang", ["clerk"], security);
  const reviewer = await make("zhao", ["reviewer", "legal_officer"], security);
  const audit = await make("shen", ["audit_admin"], security);
  await replay(admin, "listPeople", 200);
  await replay(clerk, "listPeople", 403);
  await replay(admin, "setPersonState", 200);
  await replay(clerk, "logOut", 204);
  await replay(clerk, "getSession", 200);
  await replay(clerk, "logIn", 200, { body: { login: "wang", password: password("wang") } });
  const open = await replay(admin, "listSessions", 200);
  assert.deepEqual(open.sessions.filter((each) => each.own).map((each) => each.login), ["admin"]);
  assert.ok(open.sessions.some((each) => each.login === "wang"));
  await replay(clerk, "listSessions", 403);
  await replay(clerk, "endSessions", 403, { values: { login: "zhao" } });
  await replay(admin, "endSessions", 404, { values: { login: "nobody" } });
  await replay(admin, "endSessions", 204, { values: { login: "wang" } });
  assert.equal((await replay(clerk, "getSession", 200)).state, "out");
  await replay(clerk, "logIn", 200, { body: { login: "wang", password: password("wang") } });

  const evidence = await replay(clerk, "addEvidence", 201);
  await replay(clerk, "addEvidence", 422, { body: "<html><script>1</script></html>" });
  await replay(clerk, "addEvidence", 404, { values: { id: "1410312015A99999" } });
  await replay(admin, "addEvidence", 403);
  assert.deepEqual((await replay(clerk, "listEvidence", 200)).evidence, [evidence]);
  assert.equal(await replay(reviewer, "getEvidence", 200, { values: { sha256: evidence.sha256 } }), "%PDF-1.4\n%%EOF\n");
  await replay(clerk, "getEvidence", 404, { values: { sha256: "0".repeat(64) } });
  await replay(clerk, "takeBackEvidence", 204, { values: { sha256: evidence.sha256 } });
  await replay(clerk, "takeBackEvidence", 404, { values: { sha256: evidence.sha256 } });
  await replay(clerk, "getEvidence", 404, { values: { sha256: evidence.sha256 } });

  await replay(clerk, "verify", 403);
  for (const { operationId, path, method } of operations) {
    const done = seen.has(operationId) || /\{id\}|^\/api\/v1\/(system|audit|backups)/.test(path);
    if (method === "GET" && !done) await replay(clerk, operationId, 200);
  }
  await replay(clerk, "getParcel", 404, { values: { id: "1410312015A99999" } });
  await replay(clerk, "getEntry", 404, { values: { id: "141031/99999" } });
  await replay(clerk, "decide", 403);
  await replay(reviewer, "decide", 201);
  await replay(clerk, "record", 200, { values: { preview: true } });
  const { entries } = await replay(clerk, "record", 201);
  await replay(clerk, "record", 409);
  await replay(clerk, "settleProposal", 403, { body: { entry: entries[0] } });
  await replay(reviewer, "listProposals", 200);
  await replay(reviewer, "settleProposal", 201, { body: { entry: entries[0] } });
  await replay(clerk, "importFile", 200, { values: { dry_run: true } });
  const { id } = await replay(clerk, "importFile", 201);
  await replay(clerk, "getRejects", 200, { values: { id } });
  await replay(reviewer, "getRejects", 403, { values: { id } });
  const columns = [{ column: "A", field: "approval" }, { column: "B", field: "number" }, { column: "C", field: "area", unit: "ha" }];
  await replay(clerk, "importFile", 201, { values: { name: "said.csv", mapping: JSON.stringify({ sheet: "", head_row: 1, kind: "plot", columns }) } });
  const { mappings } = await replay(clerk, "listMappings", 200);
  const values = { form: mappings[0].form };
  await replay(reviewer, "forgetMapping", 403, { values });
  await replay(clerk, "forgetMapping", 204, { values });
  await replay(clerk, "forgetMapping", 404, { values });
  const begun = await replay(clerk, "beginReport", 202);
  await follow(clerk, begun.id, "done");
  const { file } = await replay(clerk, "getWork", 200, { values: { id: begun.id } });
  assert.match(file, /^office-.*\.xlsx$/);
  await replay(clerk, "getWorkFile", 200, { values: { id: begun.id } });
  await replay(reviewer, "getWork", 404, { values: { id: begun.id } });
  await replay(reviewer, "followWork", 404, { values: { id: begun.id } });
  const again = await replay(clerk, "importFile", 202, { values: { later: true } });
  await follow(clerk, again.id, "done");
  const { result } = await replay(clerk, "getWork", 200, { values: { id: again.id } });
  assert.equal(result.unchanged + result.rejected, 2);
  await replay(clerk, "getWorkFile", 409, { values: { id: again.id } });
  const { work } = await replay(clerk, "listWork", 200);
  assert.deepEqual(work.slice(0, 2).map(({ id }) => id), [again.id, begun.id]);
  await replay(admin, "getSystem", 200);
  await replay(audit, "verify", 200);
  await replay(clerk, "listBackups", 403);
  await replay(audit, "makeBackup", 403);
  const made = await replay(admin, "makeBackup", 201);
  assert.deepEqual((await replay(audit, "listBackups", 200)).backups, [made]);
  const backup = await replay(admin, "makeBackup", 202, { values: { later: true } });
  await follow(admin, backup.id, "done");
  assert.equal((await replay(admin, "listBackups", 200)).backups[0].name, (await replay(admin, "getWork", 200, { values: { id: backup.id } })).result.name);
  const proof = await replay(audit, "verify", 202, { values: { later: true } });
  await follow(audit, proof.id, "done");
  await replay(audit, "listAudit", 200);
  await replay(clerk, "logOut", 204);
  assert.deepEqual(operations.map(({ operationId }) => operationId).filter((id) => !seen.has(id)), []);
});
