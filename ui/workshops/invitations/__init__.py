"""Whom one invites to a workshop: found by name or taken from a list, called, and what they answered."""
