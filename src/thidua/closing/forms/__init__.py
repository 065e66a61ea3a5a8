"""What people type at the close."""
