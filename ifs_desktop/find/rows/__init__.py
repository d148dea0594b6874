"""How a row of any table is read as a result of a search."""
