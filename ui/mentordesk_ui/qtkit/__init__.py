"""Qt plumbing that has never heard of mentoring: background work, tick, topics as signals, writes, one instance."""
