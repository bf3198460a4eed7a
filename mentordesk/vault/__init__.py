"""The key of a desk: what it is, where it is kept, how it is wrapped by a passphrase. Knows nothing of desks' contents."""
