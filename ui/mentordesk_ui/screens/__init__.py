"""One folder per screen; a screen knows no other screen."""
