"""Badges: read by a scanner that types like a keyboard, printed on sheets to cut."""
