"""What is read of facts, admissions and trees; nothing of it is stored here."""
