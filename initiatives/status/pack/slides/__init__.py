"""A pack as PowerPoint slides."""

from initiatives.status.pack.slides.deck import pptx

__all__ = ["pptx"]
