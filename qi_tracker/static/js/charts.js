// Charts that can be read point by point. The table beside each says the same without this file.

// The page says these in its own language.
const {
  hint: HINT = "Point at the chart, or use the arrow keys, to read each point.",
  points: POINTS = "Points of {label}",
  reader: READER = "chart reader",
} = document.querySelector("script[data-hint]")?.dataset ?? {};

// What a figure reads out. It is a slider over the points, so that every reader passes the arrow
// keys on and says the words of the point that is chosen.
const readout = (label, last) => {
  const box = document.createElement("div");
  const facts = {
    role: "slider",
    tabindex: 0,
    "aria-label": POINTS.replace("{label}", () => label),
    "aria-roledescription": READER,
    "aria-valuemin": 0,
    "aria-valuemax": last,
    "aria-valuenow": 0,
    "aria-valuetext": HINT,
  };
  for (const [name, value] of Object.entries(facts)) box.setAttribute(name, value);
  box.className = "chart-readout";
  box.textContent = HINT;
  return box;
};

const equip = (figure) => {
  const words = [...figure.querySelectorAll("[data-said]")].map((dot) => dot.dataset.said);
  if (!words.length) return;
  const drawings = [...figure.querySelectorAll(".dots")].map((dots) => dots.children);
  const box = readout(figure.querySelector("title").textContent, words.length);
  let at = 0; // counted from 1; 0 while none is read

  const read = (point) => {
    for (const dots of drawings) {
      dots[at - 1]?.classList.remove("read");
      dots[point - 1]?.classList.add("read");
    }
    at = point;
    box.classList.toggle("reading", point > 0);
    box.textContent = words[point - 1] ?? HINT;
    box.setAttribute("aria-valuenow", point);
    box.setAttribute("aria-valuetext", box.textContent);
  };
  const within = (point) => Math.min(Math.max(point, 1), words.length);
  const moves = {
    ArrowRight: () => within(at + 1),
    ArrowUp: () => within(at + 1),
    ArrowLeft: () => within((at || words.length + 1) - 1),
    ArrowDown: () => within((at || words.length + 1) - 1),
    Home: () => 1,
    End: () => words.length,
    Escape: () => 0,
  };
  box.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    read(move());
    if (event.key === "Escape") box.blur();
  });
  box.addEventListener("blur", () => read(0));

  // A pointer reads the point that is nearest to it.
  const follow = (event) => {
    const dots = event.target.closest(".plot")?.querySelector(".dots")?.children;
    if (!dots) return;
    const far = [...dots].map((dot) => {
      const { left, right } = dot.getBoundingClientRect();
      return Math.abs((left + right) / 2 - event.clientX);
    });
    const nearest = far.indexOf(Math.min(...far)) + 1;
    if (nearest !== at) read(nearest);
  };

  figure.addEventListener("pointermove", follow);
  figure.addEventListener("pointerdown", follow);
  // What a finger chose stays when it is lifted.
  figure.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && document.activeElement !== box) read(0);
  });

  (figure.querySelector(":scope > .chart-compact") ?? figure.lastElementChild).after(box);
};

const equipAll = (root) => {
  for (const figure of root.querySelectorAll(".chart")) {
    if (!figure.querySelector(".chart-readout")) equip(figure);
  }
};
equipAll(document);
document.addEventListener("htmx:afterSwap", (event) => equipAll(event.detail.target));
