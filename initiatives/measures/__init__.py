"""Measures: what is counted, by period and group, and what the counts say.

`spc` (run and control charts), `disparity` (gaps between groups) and `suppression` (small numbers)
are pure functions without a database.
"""
