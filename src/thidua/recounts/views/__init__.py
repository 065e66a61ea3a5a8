"""The pages of recounted figures: for the public, and the desk of an office."""
