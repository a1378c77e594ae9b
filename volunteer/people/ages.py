"""The ages that people are asked whether they have reached.

Pure. No day of birth is asked for or kept: a yes is enough (docs/decisions).
"""

ADULT = 18
AGES = (ADULT, 21, 25)  # the higher ones are what insurers of vehicles ask for
