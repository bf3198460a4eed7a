"""The desk on disk: SQLite through sqlite-utils, one store per noun, search, undo and trash."""
