"""Those that others are compared with, by name, installed or not."""

TAPE = "plain tape"
MICROGRAD = "micrograd"
