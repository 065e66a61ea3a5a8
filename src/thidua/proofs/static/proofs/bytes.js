/**
 * Bytes: hashing, hex, the one form of base64, and the published files as they come.
 * Nothing here believes what it reads; the callers check.
 */

/** What went wrong, by a code that the page has words for, with the facts to put in them. */
export class Failure extends Error {
  /** @param {string} code @param {Object<string, string|number>} facts */
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @param {Uint8Array} data @returns {Promise<Uint8Array>} */
export async function sha256(data) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

/** Put pieces of bytes one after the other. @param {...Uint8Array} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

/** @param {Uint8Array} one @param {Uint8Array} other */
export function same(one, other) {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}

/** @param {Uint8Array} data */
export function hex(data) {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Decode base64 in its only form; null when it has any other. @param {string} text */
export function base64(text) {
  try {
    const letters = atob(text);
    if (btoa(letters) !== text) return null;
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Read bytes as text; null when they are no UTF-8. @param {Uint8Array} data */
export function text(data) {
  try {
    return UTF8.decode(data);
  } catch {
    return null;
  }
}

/** @param {string} words */
export function utf8(words) {
  return new TextEncoder().encode(words);
}

/**
 * Give a reader of files below the published folder.
 * @param {string} folder address of the published folder, with its slash
 * @returns {(name: string) => Promise<Uint8Array>}
 */
export function reader(folder) {
  return async (name) => {
    let answer;
    try {
      answer = await fetch(folder + name, { cache: "no-cache", credentials: "omit" });
    } catch {
      throw new Failure("no-network", { name });
    }
    if (!answer.ok) throw new Failure("file-missing", { name });
    return new Uint8Array(await answer.arrayBuffer());
  };
}
