"""The public pages, one module a room."""
