// The slider of a map: paints its units as they stood at the end of a day, in the same classes.

const STEP = 1000; // milliseconds a day is shown for

const box = document.querySelector(".turn");
const { family, colours } = JSON.parse(document.getElementById("turning-data").textContent);
const days = [...document.querySelectorAll(".days a")].map((link) => link.textContent);
const figure = document.querySelector("figure.map");
const slider = box.querySelector("input");
const said = box.querySelector("output");
const button = box.querySelector("button");
const hatch = `url(#${figure.querySelector("pattern").id})`;
let running = 0;

function named(sign) {
  if (sign === "e") return "none";
  return sign === "t" ? "out" : `${family}-${sign}`;
}

function paint(step) {
  for (const cell of figure.querySelectorAll("a[data-unit]")) {
    const signs = colours[cell.dataset.unit];
    const path = cell.querySelector("path");
    path.setAttribute("class", named(signs[step]));
    if (signs[step] === "e") path.setAttribute("fill", hatch);
    else path.removeAttribute("fill");
  }
  const all = Object.values(colours).map((signs) => named(signs[step]));
  for (const line of figure.querySelectorAll(".legend li")) {
    const held = line.querySelector(".held");
    const count = all.filter((name) => name === line.dataset.class).length;
    held.textContent = held.textContent.replace(/^[\d.,]+/, String(count));
  }
  said.textContent = days[step];
  slider.setAttribute("aria-valuetext", days[step]);
}

function pause() {
  clearInterval(running);
  running = 0;
  button.textContent = button.dataset.play;
}

function next() {
  if (Number(slider.value) >= Number(slider.max)) return pause();
  slider.value = String(Number(slider.value) + 1);
  paint(Number(slider.value));
}

button.addEventListener("click", () => {
  if (running) return pause();
  if (slider.value === slider.max) {
    slider.value = slider.min;
    paint(0);
  }
  running = setInterval(next, STEP);
  button.textContent = button.dataset.pause;
});
slider.addEventListener("input", () => {
  pause();
  paint(Number(slider.value));
});
button.hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
box.hidden = false;
said.textContent = days[Number(slider.value)];
slider.setAttribute("aria-valuetext", said.textContent);
