"""Taking everything out of the journal in open formats, and bringing such a file back in."""
