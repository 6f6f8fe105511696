// Rows of figures filled in as in a spreadsheet. The form works without this file.

const boxes = (row) => [...row.querySelectorAll("td input")];
const isBox = (element) => element.matches("[data-grid] td input");

// The rows of all tables that are open, one below the other.
const rows = () =>
  [...document.querySelectorAll("[data-grid] tbody tr")].filter((row) => row.checkVisibility());

const place = (box) => {
  const row = rows().indexOf(box.closest("tr"));
  return [row, boxes(box.closest("tr")).indexOf(box)];
};
const boxAt = (row, column) => rows()[row] && boxes(rows()[row])[column];

// Up, down and Enter move within a column; Enter would otherwise send half a form.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (!step || !isBox(event.target)) return;
  const [row, column] = place(event.target);
  const next = boxAt(row + step, column);
  if (next || event.key === "Enter") event.preventDefault();
  next?.focus();
  next?.select();
});

// Several cells that were copied elsewhere go into as many boxes of the table, from this one on.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!isBox(event.target) || !/[\t\n]./.test(text)) return;
  event.preventDefault();
  const [row, column] = place(event.target);
  const table = event.target.closest("table");
  text.replace(/\r/g, "").split("\n").forEach((line, down) => {
    line.split("\t").forEach((cell, right) => {
      const to = boxAt(row + down, column + right);
      if (to && cell.trim() && table.contains(to)) to.value = cell.trim();
    });
  });
});
