"""The public pages of the programme, and the desk of a unit."""
