"""The commands of the command line, one module each; each is loaded when it is asked for and prints its result."""
