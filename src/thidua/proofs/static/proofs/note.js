/**
 * Signed notes, keys and checkpoints (C2SP signed-note, tlog-checkpoint), read as strictly as
 * `thidua.verify.note` reads them: one accepted form of everything.
 */
import { Failure, base64, hex, joined, same, sha256, text, utf8 } from "./bytes.js";

const ED25519 = 1;
const NUMBER = /^(0|[1-9][0-9]{0,14})$/;
const CONTROL = /[\x00-\x09\x0b-\x1f\x7f]/;
const MOST_SIGNATURES = 16;

/**
 * A public key with the name under which it signs.
 * @typedef {{name: string, id: Uint8Array, raw: Uint8Array, text: string}} Key
 * A head of the log; `valid` is null where no way was found to check the signature.
 * @typedef {{origin: string, size: number, root: Uint8Array, valid: boolean|null, note: string}} Checkpoint
 */

/** Read a key as `name+hash+base64`. @param {string} written @returns {Promise<Key>} */
export async function readKey(written) {
  const [name, hashed, ...rest] = written.split("+");
  const data = base64(rest.join("+"));
  if (!isName(name) || !data || data.length !== 33 || data[0] !== ED25519) {
    throw new Failure("key-malformed");
  }
  const id = (await sha256(joined(utf8(`${name}\n`), data))).slice(0, 4);
  if (hashed !== hex(id)) throw new Failure("key-malformed");
  return { name, id, raw: data.slice(1), text: written };
}

/**
 * Read a checkpoint that `key` has signed under its own name.
 * @param {Uint8Array} note @param {Key} key @param {string} other address of another Ed25519
 * @returns {Promise<Checkpoint>}
 */
export async function readCheckpoint(note, key, other) {
  const { body, signatures } = parts(note);
  const head = readHead(body);
  if (head.origin !== key.name) throw new Failure("origin-differs", { origin: head.origin, name: key.name });
  const mine = signatures.find((each) => each.name === key.name && same(each.id, key.id));
  if (!mine) throw new Failure("signature-missing", { name: key.name });
  const valid = await isSigned(key.raw, utf8(body), mine.signature, other);
  if (valid === false) throw new Failure("signature-wrong", { name: key.name });
  return { ...head, valid, note: text(note) };
}

/** Read the three lines of a checkpoint. @param {string} body */
export function readHead(body) {
  const lines = body.split("\n");
  const root = base64(lines[2] ?? "");
  if (lines.length !== 4 || lines[3] || !NUMBER.test(lines[1]) || !root || root.length !== 32) {
    throw new Failure("checkpoint-malformed");
  }
  return { origin: lines[0], size: Number(lines[1]), root };
}

/** @param {Uint8Array} note */
function parts(note) {
  const whole = text(note);
  const cut = whole === null ? -1 : whole.lastIndexOf("\n\n");
  if (cut < 1 || CONTROL.test(whole)) throw new Failure("checkpoint-malformed");
  const lines = whole.slice(cut + 2).split("\n");
  if (lines.pop() !== "" || !lines.length || lines.length > MOST_SIGNATURES) {
    throw new Failure("checkpoint-malformed");
  }
  return { body: whole.slice(0, cut + 1), signatures: lines.map(readSignature) };
}

/** @param {string} line */
function readSignature(line) {
  const [dash, name, encoded, ...rest] = line.split(" ");
  const data = base64(encoded ?? "");
  if (dash !== "—" || !isName(name) || !data || data.length <= 4 || rest.length) {
    throw new Failure("checkpoint-malformed");
  }
  return { name, id: data.slice(0, 4), signature: data.slice(4) };
}

/** @param {string|undefined} name */
function isName(name) {
  return Boolean(name) && !/[\s+]/u.test(name);
}

/**
 * Check a signature by the browser, else by the module at `other`; null where neither can.
 * @returns {Promise<boolean|null>}
 */
async function isSigned(key, message, signature, other) {
  try {
    const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
  } catch {
    return await isSignedBy(other, key, message, signature);
  }
}

async function isSignedBy(other, key, message, signature) {
  let noble;
  try {
    noble = await import(other);
  } catch {
    return null;
  }
  try {
    return await noble.verifyAsync(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
