"""Before something leaves: for what and to whom; afterwards its passphrase, shown once."""
