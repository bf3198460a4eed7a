"""Before a desk is open: waiting for the keyring, a passphrase, a kit, or where a new key is to be kept."""
