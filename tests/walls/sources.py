"""What a part of a statement can name: tables, and queries that stand where a table could."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlglot import exp


@dataclass(eq=False, slots=True)
class Row:
    """One table in one place of a statement.

    ``ties`` are the ways in which it may be tied to a city: each the rows that must be
    tied for it, so an empty one ties it at once.
    """

    table: str
    ties: list[frozenset[Row]] = field(default_factory=list)


Cell = tuple[Row, str]  # a column of a row
Cells = list[Cell]  # more than one where a query is a union
Outputs = dict[str, Cells]  # what a query gives: each of its columns, by name


@dataclass(slots=True)
class Scope:
    """The names that one query knows, with those of the query around it.

    ``ours`` are the rows that its conditions choose from. Under EXISTS they choose from the
    rows of the query around it as well.
    """

    around: Scope | None = None
    chooses_around: bool = False
    tables: dict[str, Row | Outputs] = field(default_factory=dict)
    queries: dict[str, Outputs] = field(default_factory=dict)

    def chosen(self) -> set[Row]:
        """Return the rows that a condition of this query leaves out where it is false."""
        ours = {row for row in self.tables.values() if isinstance(row, Row)}
        for outputs in self.tables.values():
            if isinstance(outputs, dict):
                ours |= {row for cells in outputs.values() for row, _ in cells}
        if self.chooses_around and self.around is not None:
            ours |= self.around.chosen()
        return ours

    def query(self, name: str) -> Outputs | None:
        """Return what a query named with WITH gives."""
        if name in self.queries:
            return self.queries[name]
        return self.around.query(name) if self.around is not None else None

    def cells(self, column: exp.Column) -> Cells:
        """Return the columns of tables that a name stands for."""
        if not column.table and len(self.tables) == 1:
            return _cells(next(iter(self.tables.values())), column.name)
        if column.table in self.tables:
            return _cells(self.tables[column.table], column.name)
        return self.around.cells(column) if self.around is not None else []


def _cells(source: Row | Outputs, column: str) -> Cells:
    return [(source, column)] if isinstance(source, Row) else source.get(column, [])
