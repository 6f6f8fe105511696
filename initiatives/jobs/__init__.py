"""What the worker does again and again: how often, how the last time went, and once more if asked.

The worker notes its runs here, and its schedule goes by the same intervals; the pages read them.
"""
