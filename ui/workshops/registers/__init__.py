"""Registers, sealed sheets and certificates that leave for funders and for people."""
