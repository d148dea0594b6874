"""A map leaves the journal: as a picture, on paper or as a JSON Canvas, which comes in again."""
