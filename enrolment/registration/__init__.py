"""Registrations: states and transitions as data, one function a command, the only writer of places."""
