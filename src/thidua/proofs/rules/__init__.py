"""What pages that prove know as rules: published figures, and what they are when counted again."""
