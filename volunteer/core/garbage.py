"""Python's search for what nobody uses any more, put off where nearly all that is made is kept.

It goes through what was made since it last did, and through all there is now and then. Of a
hundred thousand people it finds nothing, and took a sixth of the time of asking them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Look for none inside, in any thread; whoever put it off first ends that."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
