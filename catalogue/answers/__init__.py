"""What is answered, as values."""
