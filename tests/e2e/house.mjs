// A served store with people in it, and a browser: what every end-to-end test starts from. Nothing here waits for a
// time to pass; everything waits for what is to be seen.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { tighter } from "./png.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const require = (await import("node:module")).createRequire(join(root, "web/package.json"));
const { chromium, selectors } = require("playwright-core");
selectors.setTestIdAttribute("data-test");
export const axeSource = require("axe-core").source;

const program = process.env.PANHUO ?? join(root, "build/release/bin/panhuo");
const environment = { ...process.env, PANHUO_HOME: root };
export const shared = process.env.PANHUO_SHARED ?? join(root, "../shared/data");
/** One pass phrase for all: it must hold neither login nor name. */
export const password = () => "Nine-Quiet-Hills-47";

export function panhuo(...args) {
  return execFileSync(program, args, { env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
}

/** Puts a book of a test in force beside the campaign, as `local/NAME`: a county that ships a book of its own. */
export function adoptOwn(folder, store, name, toml) {
  const home = join(folder, "home");
  cpSync(join(root, "rulebooks"), join(home, "rulebooks"), { recursive: true });
  writeFileSync(join(home, `rulebooks/local/${name}.toml`), toml);
  execFileSync(program, ["rulebook", "adopt", store, `local/${name}`], { env: { ...environment, PANHUO_HOME: home }, stdio: ["ignore", "pipe", "pipe"] });
}

/** A scratch folder that goes away with the test. */
export function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), "panhuo-e2e-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Serves a store on a free port; whoever starts it ends it. `more`: options of `panhuo serve`. */
export async function start(store, ...more) {
  const child = spawn(program, ["serve", store, "--port", "0", "--json", ...more], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (text) => (complaint += text));
  const document = await new Promise((done, fail) => {
    let text = "";
    createInterface({ input: child.stdout }).on("line", (line) => {
      text += line;
      try { done(JSON.parse(text)); } catch { /* more lines to come */ }
    });
    child.once("exit", (code) => fail(new Error(`panhuo serve ended with ${code}: ${complaint}`)));
  });
  if (!document.pages) throw new Error("the pages are not built: scripts/build_web");
  const stop = () => new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once("exit", done);
    child.kill("SIGTERM");
  });
  return { url: document.url.replace(/\/$/, ""), code: document.setup_code, child, stop };
}

/** Serves a store until the test ends. */
export async function serve(t, store, ...more) {
  const site = await start(store, ...more);
  t.after(site.stop);
  return site;
}

/** The accounts that the tests use, made through the interface as two administrators would. */
export async function staff(site, people) {
  const admin = await client(site.url).setUp(site.code, "admin");
  const make = async (login, name) => {
    const { initial_password } = await admin.send("POST", "/api/v1/people", { login, name, office: "自然资源局" });
    return client(site.url).begin(login, initial_password);
  };
  await make("safe", "安全员");
  await admin.send("PUT", "/api/v1/people/safe/roles", { roles: ["security_admin"] });
  const security = await client(site.url).logIn("safe");
  for (const [login, { name, ...grant }] of Object.entries(people)) {
    await make(login, name);
    await security.send("PUT", `/api/v1/people/${login}/roles`, grant);
  }
}

/** The interface, as one person. */
export function client(url) {
  let cookie = "";
  let csrf = "";
  const self = {
    cookie: () => cookie,
    /** The answer whatever it is: status, type and document (text where it is not JSON). */
    async ask(method, path, body, type = "application/json") {
      const headers = { Cookie: cookie, "X-CSRF-Token": csrf, "Content-Type": type };
      const sent = body === undefined || typeof body === "string" || ArrayBuffer.isView(body) ? body : JSON.stringify(body);
      const answer = await fetch(url + path, { method, headers, body: sent });
      const set = answer.headers.get("set-cookie");
      if (set) cookie = set.split(";")[0];
      const kind = (answer.headers.get("content-type") ?? "").split(";")[0];
      const text = await answer.text();
      const document = text && /json/.test(kind) ? JSON.parse(text) : text;
      if (document?.csrf) csrf = document.csrf;
      return { status: answer.status, type: kind, document };
    },
    async send(method, path, body, type) {
      const { status, document } = await self.ask(method, path, body, type);
      if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(document)}`);
      return document;
    },
    async setUp(code, login) {
      await self.send("GET", "/api/v1/session");
      await self.send("POST", "/api/v1/setup", { code, login, name: "管理员", password: password(login) });
      return self;
    },
    async logIn(login, word = password(login)) {
      await self.send("GET", "/api/v1/session");
      await self.send("POST", "/api/v1/session", { login, password: word });
      return self;
    },
    /** First log-in: the initial password is changed. */
    async begin(login, initial) {
      await self.logIn(login, initial);
      await self.send("PUT", "/api/v1/session/password", { old: initial, new: password(login) });
      return self;
    },
  };
  return self;
}

/** A browser with an empty profile (`base`: the host of a base map, the only other one that a page may ask); every page reports errors and refused content, and none is forgiven. */
export async function browser(t) {
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  const running = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...flags, "--lang=zh-CN"] });
  t.after(() => running.close());
  const faults = [];
  return {
    faults,
    async page(site, { login, path = "/", base = "", viewport = { width: 1366, height: 768 } } = {}) {
      const context = await running.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai", acceptDownloads: true, baseURL: site.url });
      context.setDefaultTimeout(120_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => {
        // A refused request is an answer, not a fault of the page.
        if (message.type() === "error" && !/Failed to load resource/.test(message.text())) faults.push(message.text());
      });
      page.on("request", (request) => {
        const known = request.url().startsWith(site.url) || (base && request.url().startsWith(base));
        if (!known && !/^(data|blob):/.test(request.url())) faults.push(`foreign host: ${request.url()}`);
      });
      await page.goto(path);
      if (login) {
        await page.getByLabel("登录名").fill(login);
        await page.getByLabel("口令", { exact: true }).fill(password(login));
        await page.keyboard.press("Enter");
        await page.getByRole("navigation").waitFor();
      }
      return page;
    },
  };
}

/** Serious and critical findings of axe on what is to be seen now, as lines. */
export async function axe(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
}

/** Keeps a picture of the page for the documentation, only when asked to (E2E_SCREENS=1). */
export async function picture(page, name) {
  if (process.env.E2E_SCREENS !== "1") return;
  const folder = join(root, "docs/screens");
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  const picture = tighter(await page.screenshot());
  if (picture.length > 200_000) throw new Error(`the picture of ${name} has ${picture.length} bytes`);
  writeFileSync(join(folder, `page_${name}.png`), picture);
}

/** "1,234.5000" → 12345000n in the last place of four decimals. */
export function figure(text) {
  const [whole, fraction = ""] = text.replace(/[,\s]/g, "").split(".");
  return BigInt(whole + fraction.padEnd(4, "0"));
}
