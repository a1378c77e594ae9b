"""Workers that die or sleep at the worst moment: real processes, real files, real HTTP.

``nursery`` is the process in which workers are born, ``born`` how a test speaks with it,
``steps`` where a worker is struck by itself, ``traced`` where by strace, ``scene`` what
there is to do, and ``kills`` goes through every place.
"""
