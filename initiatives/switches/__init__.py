"""Which parts of the product are on. The lowest package but one: everything may ask it."""
