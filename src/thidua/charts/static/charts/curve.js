// Read single days off a curve, by pointer or by keyboard. The table under the picture is the
// source of every word, so the picture says nothing that the table does not.
const SVG = "http://www.w3.org/2000/svg";

function sentence(row) {
  const words = [...row.cells].map((cell) => {
    const label = cell.dataset.label;
    const text = cell.textContent.trim().replace(/\s+/g, " ");
    return label ? `${label} ${text}` : text;
  });
  return words.join(" · ");
}

function cursors(figure) {
  return [...figure.querySelectorAll("svg")].map((svg) => {
    const line = document.createElementNS(SVG, "line");
    line.setAttribute("class", "cursor");
    line.setAttribute("y1", svg.dataset.top);
    line.setAttribute("y2", svg.dataset.foot);
    line.setAttribute("visibility", "hidden");
    svg.append(line);
    return { svg, line, columns: svg.dataset.columns.split(" ").map(Number) };
  });
}

function nearest(columns, x) {
  let found = 0;
  columns.forEach((each, place) => {
    if (Math.abs(each - x) < Math.abs(columns[found] - x)) found = place;
  });
  return found;
}

function enhance(figure) {
  const rows = [...figure.querySelectorAll(".twin tbody tr")];
  if (rows.length < 2) return;
  const drawn = cursors(figure);
  const box = document.createElement("div");
  const label = document.createElement("label");
  const range = document.createElement("input");
  const output = document.createElement("output");
  box.className = "reading";
  label.textContent = figure.dataset.read;
  range.type = "range";
  range.min = "0";
  range.max = String(rows.length - 1);
  range.value = range.max;
  range.id = `${figure.querySelector(".telling").id}-read`;
  label.htmlFor = range.id;
  box.append(label, range, output);
  figure.querySelector(".legend").before(box);

  function show(place) {
    const words = sentence(rows[place]);
    range.value = String(place);
    range.setAttribute("aria-valuetext", words);
    output.textContent = words;
    for (const { line, columns } of drawn) {
      line.setAttribute("x1", columns[place]);
      line.setAttribute("x2", columns[place]);
      line.setAttribute("visibility", "visible");
    }
  }
  range.setAttribute("aria-valuetext", sentence(rows[rows.length - 1]));
  range.addEventListener("input", () => show(Number(range.value)));
  range.addEventListener("focus", () => show(Number(range.value)));
  for (const { svg, columns } of drawn) {
    svg.addEventListener("pointermove", (event) => {
      const place = svg.getBoundingClientRect();
      const x = ((event.clientX - place.left) / place.width) * svg.viewBox.baseVal.width;
      show(nearest(columns, x));
    });
  }
}

document.querySelectorAll("figure.chart[data-read]").forEach(enhance);
