"""Notices that whoever sat here has gone: the screen was locked, the computer put to sleep, or handed to somebody."""
