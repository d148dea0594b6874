"""Insights: what was written, seen again over time. Only an inside that reads, and a page."""
