/** The checkpoint that this browser saw last: it stays here, and holds nothing about a person. */

const NAME = "thidua.checkpoint";

/** @returns {{note: string, key: string, day: string}|null} */
export function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return found && typeof found.note === "string" && typeof found.key === "string" ? found : null;
  } catch {
    return null;
  }
}

/** Keep a checkpoint; false where the browser keeps nothing. @returns {boolean} */
export function remember(note, key) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ note, key, day: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

/** Forget it. */
export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // what keeps nothing has nothing to forget
  }
}
