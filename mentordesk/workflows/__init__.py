"""Verbs that need more than one store; screens and the command line call them, they call the stores."""
