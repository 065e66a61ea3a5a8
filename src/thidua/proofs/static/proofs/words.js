/** What the page says: words come from its own template, so that they are in its language. */

const language = document.documentElement.lang;
const counts = new Intl.NumberFormat(language === "en" ? "en" : "vi");

/** Give the words for a code, with the facts in their places. */
export function words(code, facts = {}) {
  const template = document.getElementById("check-words");
  const found = template.content.querySelector(`[data-name="${code}"]`);
  const sentence = (found ?? template.content.querySelector('[data-name="unknown"]')).textContent;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => written(facts[name]));
}

function written(value) {
  return typeof value === "number" ? counts.format(value) : String(value ?? "");
}

/** Write a day as the page does. @param {string} instant */
export function day(instant) {
  const when = new Date(instant);
  const parts = [when.getDate(), when.getMonth() + 1].map((each) => String(each).padStart(2, "0"));
  return [...parts, when.getFullYear()].join("/");
}

const SIGNS = { reached: "✓", missed: "✕", unknown: "–", running: "…" };

/** Show how far a step is: its sign, its words, and what to look at closer. */
export function show(step, state, sentence, details = []) {
  const item = document.querySelector(`[data-step="${step}"]`);
  if (!item) return;
  item.dataset.state = state;
  const mark = item.querySelector(".step-sign");
  mark.textContent = SIGNS[state];
  mark.className = `step-sign state ${state === "running" ? "unknown" : state}`;
  item.querySelector(".step-said").textContent = sentence;
  item.querySelector(".step-more").replaceChildren(...details.map(pair));
}

function pair([name, value]) {
  const line = document.createElement("p");
  const code = document.createElement("code");
  code.textContent = value;
  line.append(`${words(name)} `, code);
  return line;
}
