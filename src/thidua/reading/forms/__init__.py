"""What readers ask for, and the words and addresses of what they get."""
