/**
 * Merkle trees of RFC 6962, and their tiles as files (C2SP tlog-tiles, height 8).
 * Sizes go beyond 32 bits, so they are divided and never shifted.
 */
import { Failure, joined, sha256 } from "./bytes.js";

export const WIDTH = 256;
const HASH = 32;
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @param {Uint8Array} leaf */
export const leafHash = (leaf) => sha256(joined(LEAF, leaf));

/** @param {Uint8Array} left @param {Uint8Array} right */
export const nodeHash = (left, right) => sha256(joined(NODE, left, right));

/** Hash a tree of hashes level by level; an odd last one moves up. @param {Uint8Array[]} hashes */
export async function fold(hashes) {
  if (!hashes.length) return sha256(new Uint8Array());
  let level = hashes;
  while (level.length > 1) {
    const above = [];
    for (let place = 0; place + 1 < level.length; place += 2) {
      above.push(nodeHash(level[place], level[place + 1]));
    }
    const odd = level.length % 2 ? [level[level.length - 1]] : [];
    level = [...(await Promise.all(above)), ...odd];
  }
  return level[0];
}

/** Give the largest power of two below `size` (at least 2). @param {number} size */
export function split(size) {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Name a tile of a level, or a bundle of `entries`; a partial one carries its width. */
export function path(level, index, width = WIDTH) {
  const groups = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, "0"));
    rest = Math.floor(rest / 1000);
  } while (rest);
  const place = groups.map((group, nth) => (nth < groups.length - 1 ? `x${group}` : group));
  return `tile/${level}/${place.join("/")}${width < WIDTH ? `.p/${width}` : ""}`;
}

/** Say how wide a tile is in a tree of `size`. */
export function widthOf(size, level, index) {
  return Math.min(WIDTH, Math.floor(size / WIDTH ** level) - index * WIDTH);
}

/**
 * Look up hashes of subtrees in the tiles of a tree of `size`.
 * @param {number} size @param {(name: string) => Promise<Uint8Array>} read
 */
export function tree(size, read) {
  const kept = new Map();

  /** The hashes of a tile; a partial one may have become full since. */
  async function tile(level, index) {
    const width = widthOf(size, level, index);
    const name = path(level, index, width);
    const data = await read(`log/${name}`).catch((wrong) => {
      if (width === WIDTH || wrong.code !== "file-missing") throw wrong;
      return read(`log/${path(level, index)}`);
    });
    const tooLong = data.length !== width * HASH && data.length !== WIDTH * HASH;
    if (tooLong) throw new Failure("file-size", { name: `log/${name}` });
    return Array.from({ length: width }, (_, nth) => data.slice(nth * HASH, (nth + 1) * HASH));
  }

  function hashes(level, index) {
    const key = `${level}/${index}`;
    if (!kept.has(key)) kept.set(key, tile(level, index));
    return kept.get(key);
  }

  /** The hash of the leaves from `start` up to, and without, `end`. */
  async function subtree(start, end) {
    const count = end - start;
    const half = count > 1 ? split(count) : 0;
    if (count > 1 && half * 2 !== count) {
      const middle = start + half;
      return nodeHash(await subtree(start, middle), await subtree(middle, end));
    }
    let level = 0;
    while (WIDTH ** (level + 1) <= count) level += 1;
    const first = start / WIDTH ** level;
    const wanted = count / WIDTH ** level;
    const offset = first % WIDTH;
    const found = await hashes(level, Math.floor(first / WIDTH));
    return fold(found.slice(offset, offset + wanted));
  }

  return { size, hashes, subtree };
}

/** Lead from the hash of a leaf to the root, by the tiles. */
export async function rootFrom(hash, index, start, end, subtree) {
  if (end - start === 1) return hash;
  const middle = start + split(end - start);
  if (index < middle) {
    return nodeHash(await rootFrom(hash, index, start, middle, subtree), await subtree(middle, end));
  }
  return nodeHash(await subtree(start, middle), await rootFrom(hash, index, middle, end, subtree));
}

/**
 * Compute the root of the first `older` leaves and that of all, from the same hashes: what a
 * consistency proof of RFC 6962 does.
 * @returns {Promise<[Uint8Array, Uint8Array]>}
 */
export async function bothRoots(older, start, end, subtree) {
  if (older === end) {
    const whole = await subtree(start, end);
    return [whole, whole];
  }
  const middle = start + split(end - start);
  if (older <= middle) {
    const [before, now] = await bothRoots(older, start, middle, subtree);
    return [before, await nodeHash(now, await subtree(middle, end))];
  }
  const left = await subtree(start, middle);
  const [before, now] = await bothRoots(older, middle, end, subtree);
  return [await nodeHash(left, before), await nodeHash(left, now)];
}
