// A store served with a certificate: nothing is said in the clear, old protocols are refused, and a certificate that
// does not fit its key ends the program with the reason before it listens.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { connect } from "node:tls";
import { join } from "node:path";
import test from "node:test";
import { panhuo, scratch, serve } from "./house.mjs";

function certificate(folder, name) {
  const [key, file] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], { stdio: "ignore" });
  return { key, file };
}
const get = (url, ca) => new Promise((done, fail) => {
  request(url, { ca }, (response) => {
    let text = "";
    response.on("data", (piece) => (text += piece)).on("end", () => done({ status: response.statusCode, headers: response.headers, text }));
  }).on("error", fail).end();
});

test("a store served with a certificate", async (t) => {
  const folder = scratch(t);
  const store = join(folder, "store");
  panhuo("init", store, "--division", "141031", "--rulebook", "xixian-2024");
  const own = certificate(folder, "own");
  const other = certificate(folder, "other");
  const site = await serve(t, store, "--certificate", own.file, "--key", own.key);
  assert.match(site.url, /^https:/);
  const ca = readFileSync(own.file);
  const page = await get(`${site.url}/`, ca);
  assert.equal(page.status, 200);
  assert.match(page.text, /<html/);
  assert.equal((await get(`${site.url}/healthz`, ca)).text.trim(), "ok");
  await assert.rejects(get(`${site.url}/healthz`, readFileSync(other.file)), /certificate/, "only the certificate it was given");
  await assert.rejects(fetch(site.url.replace("https:", "http:")), "nothing in the clear");
  const old = await new Promise((done) => {
    const socket = connect({ port: Number(new URL(site.url).port), host: "127.0.0.1", ca, minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }, () => done("taken"));
    socket.on("error", () => done("refused"));
  });
  assert.equal(old, "refused");
  await site.stop();
  writeFileSync(join(folder, "none.pem"), "no certificate");
  for (const [file, key] of [[own.file, other.key], [join(folder, "none.pem"), own.key], [join(folder, "nowhere.pem"), own.key]]) {
    assert.throws(() => panhuo("serve", store, "--port", "0", "--certificate", file, "--key", key), ({ status, stderr }) => {
      assert.equal(status, 3, stderr);
      assert.ok(stderr.includes(".pem") || stderr.includes(".key"), stderr);
      return true;
    });
  }
});
