"""Whom to ask is looked up in cells: squares of the map, with who lives there and may be asked.

``model`` has the two tables, ``maps`` which squares somebody is put into, ``afresh`` what the
tables must hold, ``keeping`` keeps them so in the transaction of whatever changed, ``finding``
reads them, and ``mending`` compares them with the truth and makes them anew.
"""
