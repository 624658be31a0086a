"""Certificates of attendance: of one person, of everybody at a workshop, of a period."""
