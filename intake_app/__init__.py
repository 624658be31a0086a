"""Palier's core: tables, rules, encrypted store and use cases. No Qt, no network."""

__version__ = "0.1.0"
