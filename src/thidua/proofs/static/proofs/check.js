/**
 * The check that runs in the visitor's browser. It takes published files only, as bytes, and
 * computes everything again; no answer of the server is believed.
 */
import { Failure, hex, reader, same, text, utf8 } from "./bytes.js";
import { checkBundle, findLine, readBundle, readLeaf } from "./leaf.js";
import { forget, remember, remembered } from "./memory.js";
import { bothRoots, rootFrom, tree } from "./merkle.js";
import { readCheckpoint, readHead, readKey } from "./note.js";
import { day, show, words } from "./words.js";

const STEPS = ["files", "signature", "tree", "entry", "fact", "memory"];
const TRIES = 4; // a log that grows while it is read is read again
const page = document.getElementById("check");
const read = reader(page.dataset.published);
const other = new URL(page.dataset.noble, location.href).href;
const line = document.getElementById("fact-line")?.textContent ?? "";

/** What the last run found; what is pasted is compared with it. */
let seen = null;

/** Do one step and show it; give what it found, throw what went wrong. */
async function step(name, work) {
  show(name, "running", words("running"));
  try {
    const { state = "reached", said, details = [], found } = await work();
    show(name, state, said, details);
    return found;
  } catch (wrong) {
    const failure = wrong instanceof Failure ? wrong : new Failure("unknown", { reason: String(wrong) });
    show(name, "missed", words(failure.code, failure.facts));
    throw failure;
  }
}

async function files() {
  const key = text(await read("log.vkey"));
  const note = await read("log/checkpoint");
  if (key === null) throw new Failure("key-malformed");
  const signer = await readKey(key.replace(/\n$/, ""));
  return { found: { key: signer, note }, said: words("files-read"), details: [["key", signer.text]] };
}

async function signature({ key, note }) {
  const head = await readCheckpoint(note, key, other);
  const facts = { size: head.size, name: key.name };
  const details = [["root", hex(head.root)]];
  if (head.valid) return { found: head, said: words("signature-right", facts), details };
  return { found: head, state: "unknown", said: words("signature-unchecked", facts), details };
}

/** Rebuild the signed root from the hashes in the tiles, along the way of the entry. */
async function roots(log, head, index) {
  const made = index === null ? await log.subtree(0, head.size) : await fromTiles(log, index);
  if (!same(made, head.root)) throw new Failure("root-differs", { size: head.size });
  return { said: words("root-right", { size: head.size }), details: [["root", hex(made)]] };
}

async function fromTiles(log, index) {
  const hash = (await log.hashes(0, Math.floor(index / 256)))[index % 256];
  return rootFrom(hash, index, 0, log.size, log.subtree);
}

async function entry(log, index) {
  const bundle = await readBundle(index, log.size, read);
  const hashes = await checkBundle(bundle, await log.hashes(0, Math.floor(index / 256)));
  const found = bundle.entries[index - bundle.first];
  const { k: kind, u: unit, t: at } = readLeaf(found);
  const details = [["leaf-hash", hex(hashes[index - bundle.first])], ["leaf", text(found)]];
  return { found, said: words("entry-right", { index: String(index), kind, unit, at }), details };
}

async function fact(leaf, id) {
  const progress = (done, all) => show("fact", "running", words("batch-running", { done, all }));
  const found = await findLine(leaf, id, read, progress);
  if (found.line !== line) throw new Failure("line-differs", { line: found.line });
  const said = words(found.file ? "fact-in-batch" : "fact-in-entry", { count: found.count });
  return { said, details: [["line", found.line]] };
}

/** Check that the log which this browser saw before is the beginning of this one, and keep this. */
async function memory(log, head, key, whole) {
  const before = remembered();
  if (before) await checkBefore(log, head, key, before);
  const kept = whole && remember(head.note, key.text);
  if (before) return { said: words("memory-right", { day: day(before.day), ...sizes(before, head) }) };
  return { state: "unknown", said: words(kept ? "memory-first" : "memory-none") };
}

function sizes(before, head) {
  return { older: readHead(body(before.note)).size, size: head.size };
}

async function checkBefore(log, head, key, before) {
  const facts = { day: day(before.day) };
  if (before.key !== key.text) throw new Failure("key-changed", { ...facts, key: before.key });
  const older = readHead(body(before.note));
  await checkBeginning(log, head, older, { ...facts, note: before.note });
}

async function checkBeginning(log, head, older, facts) {
  const told = { ...facts, older: older.size, size: head.size };
  if (older.size > head.size) throw new Failure("log-shorter", told);
  if (!older.size) return;
  const [begun, whole] = await bothRoots(older.size, 0, head.size, log.subtree);
  if (!same(whole, head.root)) throw new Failure("root-differs", { size: head.size });
  if (!same(begun, older.root)) throw new Failure("log-rewritten", told);
}

/** The text of a note without its signatures. */
function body(note) {
  const end = note.lastIndexOf("\n\n");
  return end < 0 ? note : note.slice(0, end + 1);
}

/** Which entry the page asks for; null for the log alone. */
function asked() {
  return page.dataset.entry ? Number(page.dataset.entry) : null;
}

async function run() {
  const index = asked();
  const { key, note } = await step("files", files);
  const head = await step("signature", () => signature({ key, note }));
  if (index !== null && index >= head.size) throw notYet(index, head);
  const log = tree(head.size, read);
  const wrong = await all(index, log, head);
  seen = { key, head, log };
  await step("memory", () => memory(log, head, key, !wrong));
  if (wrong) throw wrong;
  return head;
}

/** Do the steps about the entry; what went wrong is given, for the memory is asked all the same. */
async function all(index, log, head) {
  try {
    await step("tree", () => roots(log, head, index));
    if (index === null) return null;
    const leaf = await step("entry", () => entry(log, index));
    if (page.dataset.fact) await step("fact", () => fact(leaf, page.dataset.fact));
    return null;
  } catch (wrong) {
    return wrong;
  }
}

function notYet(index, head) {
  const wrong = new Failure("entry-not-yet", { index: String(index), size: head.size });
  show("tree", "missed", words(wrong.code, wrong.facts));
  return wrong;
}

/** Run the check; where the log grew meanwhile, run it again. */
async function settled() {
  for (let tries = 1; ; tries += 1) {
    const before = await read("log/checkpoint").catch(() => null);
    try {
      return await run();
    } catch (wrong) {
      const now = await read("log/checkpoint").catch(() => null);
      if (tries === TRIES || !before || !now || same(before, now)) throw wrong;
    }
  }
}

function verdict(state, sentence) {
  const place = document.getElementById("verdict");
  place.className = { reached: "said", missed: "refused", unknown: "notice" }[state];
  place.dataset.state = state;
  place.textContent = `${{ reached: "✓", missed: "✕", unknown: "–" }[state]} ${sentence}`;
}

async function check() {
  const button = document.getElementById("again");
  button.disabled = true;
  page.setAttribute("aria-busy", "true");
  for (const name of STEPS) show(name, "unknown", words("waiting"));
  verdict("unknown", words("running"));
  try {
    if (!globalThis.crypto?.subtle) throw new Failure("no-crypto");
    const head = await settled();
    const code = page.dataset.fact ? "fact" : page.dataset.entry ? "entry" : "log";
    const facts = { index: page.dataset.entry, size: head.size, name: head.origin };
    if (head.valid) verdict("reached", words(`proved-${code}`, facts));
    else verdict("unknown", words("proved-unsigned", facts));
  } catch (wrong) {
    const failure = wrong instanceof Failure ? wrong : new Failure("unknown", { reason: String(wrong) });
    skipRest();
    verdict("missed", `${words(failure.code, failure.facts)} ${words("not-proved")}`);
  }
  button.disabled = false;
  page.setAttribute("aria-busy", "false");
}

/** Say of what was not reached that it was not done. */
function skipRest() {
  for (const name of STEPS) {
    const item = document.querySelector(`[data-step="${name}"]`);
    if (item && item.querySelector(".step-said").textContent === words("waiting")) {
      show(name, "unknown", words("skipped"));
    }
  }
}

/** Compare what the visitor got elsewhere: a checkpoint, signed or its three lines, or a key. */
async function compare(pasted) {
  if (!seen) throw new Failure("compare-first");
  const given = pasted.replaceAll("\r", "").trim();
  if (!given.includes("\n")) return compareKey(given);
  const { key, head, log } = seen;
  const isNote = given.includes("\n\n");
  const older = isNote ? await readCheckpoint(utf8(`${given}\n`), key, other) : readHead(`${given}\n`);
  if (older.origin !== key.name) throw new Failure("origin-differs", { origin: older.origin, name: key.name });
  await checkBeginning(log, head, older, { day: words("pasted"), note: given });
  const code = older.size === head.size ? "compare-same" : "compare-begins";
  return words(code, { older: older.size, size: head.size }) + (isNote ? "" : ` ${words("compare-unsigned")}`);
}

async function compareKey(given) {
  const key = await readKey(given);
  if (key.text !== seen.key.text) throw new Failure("compare-key-differs");
  return words("compare-key");
}

async function answer(event) {
  event.preventDefault();
  const place = document.getElementById("compared");
  try {
    place.textContent = `✓ ${await compare(document.getElementById("pasted").value)}`;
    place.className = "said";
  } catch (wrong) {
    place.textContent = `✕ ${words(wrong.code ?? "unknown", wrong.facts ?? { reason: String(wrong) })}`;
    place.className = "refused";
  }
}

function forgotten() {
  forget();
  show("memory", "unknown", words("memory-forgotten"));
}

document.getElementById("again").addEventListener("click", check);
document.getElementById("forget").addEventListener("click", forgotten);
document.getElementById("compare").addEventListener("submit", answer);
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
check();
