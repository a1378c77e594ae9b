"""The walls between cities: every statement on a city's table says which city.

``schema`` knows which columns tell of a city, ``sources`` what a statement reads,
``reading`` finds what is not tied to a city, ``watch`` looks at each statement that the
house emits, ``exceptions`` names those that may read every city's rows.
"""
