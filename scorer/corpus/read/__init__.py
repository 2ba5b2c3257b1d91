"""Reading: files, folders, archives and tables as articles, in an order that never changes."""
