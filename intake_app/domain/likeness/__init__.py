"""How much two people resemble each other, from what little is written of them: pure, and never a decision.

`sounds` writes names as they are heard, `keys` says with whom somebody is worth comparing at all, `names` and `facts`
weigh what agrees and what does not, and `likeness` adds it up.
"""
