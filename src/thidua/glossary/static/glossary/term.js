// Escape closes what a word says, without moving pointer or focus (WCAG 1.4.13).

const terms = () => document.querySelectorAll(".term");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const term of terms()) {
      if (term.matches(":hover, :focus-within")) {
        term.classList.add("dismissed");
      }
    }
  }
});

for (const leaving of ["pointerout", "focusout"]) {
  document.addEventListener(leaving, (event) => {
    const term = event.target.closest?.(".term");
    if (term && !term.contains(event.relatedTarget)) {
      term.classList.remove("dismissed");
    }
  });
}
