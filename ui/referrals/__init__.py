"""Referrals: those still open, the directory of offers, the letter that goes with one."""
