"""How records look in JSON, one module a topic."""
