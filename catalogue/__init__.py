"""What is offered, and what can be said about it."""
