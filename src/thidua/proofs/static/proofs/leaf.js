/** Entries of the log as they lie in their bundle, and the facts that an entry carries or names. */
import { Failure, hex, same, text } from "./bytes.js";
import { WIDTH, fold, leafHash, path, widthOf } from "./merkle.js";

const AT_ONCE = 2000; // lines that are hashed between two looks at the page

/** Read the bundle that holds the entry at `index`, cut to what the tree has of it. */
export async function readBundle(index, size, read) {
  const place = Math.floor(index / WIDTH);
  const width = widthOf(size, 0, place);
  const name = `log/${path("entries", place, width)}`;
  const data = await read(name).catch((wrong) => {
    if (width === WIDTH || wrong.code !== "file-missing") throw wrong;
    return read(`log/${path("entries", place)}`);
  });
  const entries = cut(data);
  if (!entries || entries.length < width) throw new Failure("bundle-malformed", { name });
  return { name, entries: entries.slice(0, width), first: place * WIDTH };
}

/** Take the entries out of a bundle; null when a length leads beyond its end. */
export function cut(data) {
  const entries = [];
  let place = 0;
  while (place + 2 <= data.length) {
    const start = place + 2;
    place = start + data[start - 2] * 256 + data[start - 1];
    entries.push(data.slice(start, place));
  }
  return place === data.length ? entries : null;
}

/** Hash every entry of a bundle and compare with the tile that the signed root vouches for. */
export async function checkBundle(bundle, hashes) {
  const found = await Promise.all(bundle.entries.map(leafHash));
  const wrong = found.findIndex((hash, nth) => !same(hash, hashes[nth]));
  if (wrong >= 0) throw new Failure("entry-differs", { name: bundle.name, index: bundle.first + wrong });
  return found;
}

/** Read the entry itself. @param {Uint8Array} entry */
export function readLeaf(entry) {
  try {
    return JSON.parse(text(entry) ?? "");
  } catch {
    throw new Failure("entry-malformed");
  }
}

/**
 * Find the line of a fact in the entry, or in the batch whose root is in the entry.
 * @returns {Promise<{line: string, file: string, count: number}>}
 */
export async function findLine(entry, id, read, progress) {
  const facts = readLeaf(entry).p?.facts;
  if (Array.isArray(facts)) {
    const found = facts.find((each) => each.id === id);
    if (!found) throw new Failure("fact-missing", { id });
    return { line: canonical(found), file: "", count: facts.length };
  }
  if (!facts?.root) throw new Failure("fact-missing", { id });
  return findInBatch(facts, id, read, progress);
}

async function findInBatch(named, id, read, progress) {
  const file = `facts/${named.root}.jsonl`;
  const lines = split(await read(file));
  if (!lines || lines.length !== named.n || hex(await rootOf(lines, progress)) !== named.root) {
    throw new Failure("batch-differs", { name: file });
  }
  const line = lines.map(text).find((each) => each?.includes(`"id":"${id}"`));
  if (!line) throw new Failure("fact-missing", { id });
  return { line, file, count: lines.length };
}

/** Cut bytes into lines, each ended; null when the last one is not. */
function split(data) {
  const lines = [];
  let start = 0;
  for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
    lines.push(data.subarray(start, end));
    start = end + 1;
  }
  return start === data.length ? lines : null;
}

async function rootOf(lines, progress) {
  const hashes = [];
  for (let start = 0; start < lines.length; start += AT_ONCE) {
    hashes.push(...(await Promise.all(lines.slice(start, start + AT_ONCE).map(leafHash))));
    progress(hashes.length, lines.length);
  }
  return fold(hashes);
}

/** Write a fact as the ledger does: keys in order, nothing between. */
function canonical(fact) {
  return JSON.stringify(Object.fromEntries(Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1))));
}
