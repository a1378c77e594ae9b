"""No personal data in any line of the log, whatever test wrote it.

``personal`` says what may not stand in a line, ``sink`` keeps every line of the run,
``plugin`` searches them at the end.
"""
