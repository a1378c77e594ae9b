"""An invented city in which texts tire people: the yardstick for policies of asking.

Projects come up through 180 days, each with a place, often a skill, a part of the week, a
number of places and a deadline. A policy says in waves whom to text. Who rests ignores a
text; who sees one may say yes after a while, and rests then; any text may make somebody leave
for good. No public data exist, so this is a yardstick: the order of the policies tells, the
absolute numbers do not. Numpy throughout; distances are kilometres, times days.
"""
