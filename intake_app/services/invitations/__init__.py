"""Whom one invites to a workshop, how they were told, what they answer."""
