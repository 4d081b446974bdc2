"""Backprop Visualizer: the server and the command. It reads traces; `engine` makes them."""

__version__ = "0.1.0"
