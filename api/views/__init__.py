"""The collections, one module a topic: each fetches by a query and calls one service."""
