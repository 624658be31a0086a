"""Whatever leaves the encrypted disk: for what, to whom, until when, and encrypted where it holds names (P16)."""
