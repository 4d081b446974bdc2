"""A trace as a still picture: cards, wires and colours as SVG."""
