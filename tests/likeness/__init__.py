"""A generated set of people typed again, and of people who only look like it, on which the likeness is measured.

`python -m tests.likeness.generate` writes `registered.csv` and `typed.csv` (the same from the same seed),
`python -m tests.likeness.figures` prints precision and recall by kind of error.
"""
