"""Plans: the format of their file, its check, its one written form; pure but for reading bytes."""
