"""What surrounds the screens: rail, palette, strips, the list of keys. The window puts it together."""
