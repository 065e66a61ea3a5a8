"""Where the lines, bars and marks of a picture stand."""
