"""Rows that answers write elsewhere in the journal. Only an inside."""
