"""Charts drawn as SVG: one drawing for page, dark mode, print, PNG and download."""
