"""Why a text was read as it was: every such sentence can be translated where it is shown."""

import ast
from collections.abc import Iterator
from pathlib import Path

from volunteer import sms

FILES = sorted(Path(sms.__file__).parent.glob("*.py"))
GIVES = {"Did": 1, "desk.unclear": 1, "unclear": 1}  # which of its arguments is the sentence


def test_no_sentence_for_the_desk_is_out_of_the_translators_sight() -> None:
    found = [one for file in FILES for one in sentences(file)]
    bare = [f"{where}: {ast.unparse(one)}" for where, one in found if is_bare(one)]

    assert len(found) > 50, "the sentences are somewhere else by now"
    assert not bare, "mark them with N_:\n" + "\n".join(bare)


def test_a_sentence_that_is_not_marked_is_found() -> None:
    assert is_bare(ast.parse("'said yes'", mode="eval").body)
    assert is_bare(ast.parse("f'{n} placed' if n else N_('x')", mode="eval").body)
    assert not is_bare(ast.parse("N_('They said yes.')", mode="eval").body)


def sentences(file: Path) -> Iterator[tuple[str, ast.expr]]:
    """Yield what a file says about texts: handed over, or called ``why``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            nth = GIVES.get(ast.unparse(node.func), len(node.args))
            given = [*node.args[nth : nth + 1], *(k.value for k in node.keywords if k.arg == "why")]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "why":
            given = [node.value]
        else:
            continue
        yield from ((f"{file.name}:{node.lineno}", one) for one in given)


def is_bare(sentence: ast.expr) -> bool:
    """Tell whether any words of it are not in N_."""
    if isinstance(sentence, ast.IfExp):
        return is_bare(sentence.body) or is_bare(sentence.orelse)
    return isinstance(sentence, ast.Constant | ast.JoinedStr)
