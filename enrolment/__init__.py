"""The conversation that leads to a registration, and the registration."""
