"""The pages of the close."""
