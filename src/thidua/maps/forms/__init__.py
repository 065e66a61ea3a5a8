"""What is asked of maps, and what is shown of units: their shapes, pictures of them."""
