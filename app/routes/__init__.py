"""Thin: an address, what it says of itself, and the task that answers it."""
