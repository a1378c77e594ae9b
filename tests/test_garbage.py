"""While very many objects are made that are kept, nobody looks for garbage among them."""

import gc

import pytest

from volunteer.core import garbage


def test_it_is_looked_for_again_afterwards_whatever_happened() -> None:
    @garbage.put_off()
    def fail() -> None:
        raise ValueError("not off" if gc.isenabled() else "too many")

    with pytest.raises(ValueError, match="too many"):
        fail()
    assert gc.isenabled()


def test_who_put_it_off_first_says_when_it_is_looked_for_again() -> None:
    with garbage.put_off():
        with garbage.put_off():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()
