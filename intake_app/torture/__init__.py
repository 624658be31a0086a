"""A trial by violence of the whole program, for the site that will live with it: real laptops and a real centre on this
computer, killed, cut and filled while fictitious people are saved and sent. `python3 run.py torture --minutes 10`.
"""
