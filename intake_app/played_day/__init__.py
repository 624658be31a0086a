"""A caretaker's day, played through the real windows by a keyboard and a mouse of its own: `run.py demo`, and the
hands of the stories under `tests`.
"""
