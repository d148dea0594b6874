"""Maps on which parts are placed, around Self."""
