"""Signing for a half-day, counting who gave no name, sealing a day's sheet, and proving it afterwards."""
