"""A map's past: read from its traces, walked through on a time line, named where it matters."""
