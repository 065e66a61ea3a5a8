"""What is filed by residents themselves, before and after it is filed."""
