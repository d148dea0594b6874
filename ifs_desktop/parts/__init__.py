"""Who a part is: names, roles, facts with their sayers, and how parts stand to each other."""
