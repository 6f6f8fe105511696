"""How `make docs` builds the site from this folder; it needs no network, nor has the site any."""

project = "QI Tracker"
extensions = ["myst_parser"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "QI Tracker"
html_copy_source = False
html_show_sourcelink = False
html_use_index = False  # it lists names of code, and there are none
