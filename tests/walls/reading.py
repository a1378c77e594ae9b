"""Which tables of a statement are not tied to a city.

A table is tied when one of its columns that stand for a city equals a value, or equals what
stands for the same row in a table that is tied. Only a condition that must hold counts: not
one beside an OR, under a NOT, or in the ON of an outer join for the table that stays.
"""

from collections.abc import Iterable, Iterator

import sqlglot
from sqlglot import exp

from tests.walls.schema import CITY, Schema
from tests.walls.sources import Cells, Outputs, Row, Scope

VALUES = (exp.Placeholder, exp.Parameter, exp.Literal, exp.Null)


def untied(statement: str, dialect: str, schema: Schema) -> list[str]:
    """Return the tables with a city in a statement that does not say which."""
    tree = sqlglot.parse_one(statement, read="postgres" if dialect == "postgresql" else dialect)
    reader = _Reader(schema)
    reader.statement(tree)
    return reader.untied()


class _Reader:
    """Reads one statement: gathers its rows and what ties them."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._rows: list[Row] = []
        self._bare: list[str] = []

    def untied(self) -> list[str]:
        """Return the tables that nothing ties, in the order they stand."""
        tied: set[Row] = set()
        while more := {r for r in self._rows if r not in tied and any(t <= tied for t in r.ties)}:
            tied |= more
        loose = (r.table for r in self._rows if r not in tied)
        return [*self._bare, *(table for table in loose if table in self._schema.walled)]

    def statement(self, tree: exp.Expr) -> None:
        """Read a whole statement."""
        scope = Scope()
        self._with(tree, scope)
        if isinstance(tree, exp.Insert):
            self._insert(tree, scope)
        elif isinstance(tree, exp.Update | exp.Delete):
            self._change(tree, scope)
        else:
            self._query(tree, scope, chooses_around=False)

    def _insert(self, tree: exp.Insert, scope: Scope) -> None:
        """Read an INSERT, which must set the city; what it selects from is read as ever."""
        target = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
        columns = {one.name for one in tree.this.expressions}
        if target.name in self._schema.walled and "city_id" not in columns:
            self._bare.append(target.name)
        if isinstance(tree.expression, exp.Query):
            self._query(tree.expression, scope, chooses_around=False)

    def _change(self, tree: exp.Update | exp.Delete, scope: Scope) -> None:
        self._source(tree.this, scope)
        for one in [*_listed(tree.args.get("using")), *_listed(tree.args.get("from_"))]:
            self._source(one.this if isinstance(one, exp.From) else one, scope)
        self._rest(tree, scope)

    def _query(self, tree: exp.Expr, around: Scope, *, chooses_around: bool) -> Outputs:
        """Read a query; return what its columns are."""
        if isinstance(tree, exp.Subquery):
            return self._query(tree.this, around, chooses_around=chooses_around)
        scope = Scope(around, chooses_around)
        self._with(tree, scope)
        if isinstance(tree, exp.SetOperation):
            return self._both(tree, scope)
        if origin := tree.args.get("from_"):
            self._source(origin.this, scope)
        self._rest(tree, scope)
        return {one.alias_or_name: _cells(one.unalias(), scope) for one in tree.expressions}

    def _both(self, tree: exp.SetOperation, scope: Scope) -> Outputs:
        first, second = (
            self._query(one, scope, chooses_around=False) for one in (tree.left, tree.right)
        )
        pairs = zip(first.items(), second.values(), strict=False)
        return {name: [*cells, *others] for (name, cells), others in pairs}

    def _with(self, tree: exp.Expr, scope: Scope) -> None:
        given = tree.args.get("with_")
        for one in given.expressions if given else ():
            scope.queries[one.alias] = self._query(one.this, scope, chooses_around=False)

    def _source(self, tree: exp.Expr, scope: Scope) -> None:
        """Take in what stands after FROM or JOIN."""
        if isinstance(tree, exp.Subquery) and isinstance(tree.this, exp.Query):
            scope.tables[tree.alias] = self._query(tree, scope, chooses_around=False)
        elif isinstance(tree, exp.Lateral) and isinstance(tree.this, exp.Subquery):
            scope.tables[tree.alias] = self._query(tree.this, scope, chooses_around=False)
        elif isinstance(tree, exp.Subquery | exp.Paren):
            self._source(tree.this, scope)
        elif isinstance(tree, exp.Table):
            self._table(tree, scope)
        for join in tree.args.get("joins") or ():
            self._join(join, scope)

    def _table(self, tree: exp.Table, scope: Scope) -> None:
        named = scope.query(tree.name)
        row = Row(tree.name)
        scope.tables[tree.alias_or_name] = row if named is None else named
        if named is None:
            self._rows.append(row)

    def _join(self, join: exp.Join, scope: Scope) -> None:
        before = scope.chosen()
        self._source(join.this, scope)
        chosen = scope.chosen() - before if join.side else scope.chosen()
        self._conditions(join.args.get("on"), scope, chosen)

    def _rest(self, tree: exp.Expr, scope: Scope) -> None:
        """Read the joins, the conditions, and every query that stands anywhere else."""
        for join in tree.args.get("joins") or ():
            self._join(join, scope)
        where = tree.args.get("where")
        self._conditions(where and where.this, scope, scope.chosen())
        apart = {"from_", "joins", "where", "with_", "this", "using"}
        for name, parts in tree.args.items():
            for part in _listed(parts) if name not in apart else ():
                self._inside(part, scope)

    def _conditions(self, tree: exp.Expr | None, scope: Scope, chosen: set[Row]) -> None:
        for one in _conjuncts(tree):
            if isinstance(one, exp.Exists):
                self._query(one.this, scope, chooses_around=True)
            elif isinstance(one, exp.EQ):
                self._equal(one.left, one.right, scope, chosen)
            elif isinstance(one, exp.In) and isinstance(one.this, exp.Column):
                self._among(one, scope, chosen)
            else:
                self._inside(one, scope)

    def _equal(self, left: exp.Expr, right: exp.Expr, scope: Scope, chosen: set[Row]) -> None:
        sides = []
        for side in (_bare(left), _bare(right)):
            if isinstance(side, exp.Query):
                sides.append((next(iter(self._read(side, scope).values()), []), False, True))
            else:
                self._inside(side, scope)
                sides.append((_cells(side, scope), _is_value(side), False))
        for (cells, _, apart), (others, value, _) in (sides, sides[::-1]):
            self._tie(set() if apart else chosen, cells, others, value=value)

    def _among(self, one: exp.In, scope: Scope, chosen: set[Row]) -> None:
        """Tie by ``x IN (values)`` as by ``=``; to a query, if that is tied by itself."""
        query = one.args.get("query")
        others = next(iter(self._read(query, scope).values()), []) if query else []
        listed = one.expressions or (query.this.selects if query else [])  # an empty list: SELECT 1
        values = bool(listed) and all(_is_value(_bare(part)) for part in listed)
        self._tie(chosen, _cells(one.this, scope), others, value=values)

    def _read(self, query: exp.Expr, scope: Scope) -> Outputs:
        return self._query(query, scope, chooses_around=False)

    def _tie(self, chosen: set[Row], cells: Cells, others: Cells, *, value: bool) -> None:
        for row, column in cells:
            if row not in chosen:
                continue
            if value and self._says_city(row, column):
                row.ties.append(frozenset())
            elif others and self._meanings([(row, column)]) == self._meanings(others) != {None}:
                row.ties.append(frozenset(other for other, _ in others))

    def _says_city(self, row: Row, column: str) -> bool:
        if row.table == CITY:
            return column in self._schema.names_city
        return self._schema.stands_for.get((row.table, column)) == CITY

    def _meanings(self, cells: Cells) -> set[str | None]:
        return {self._schema.stands_for.get((row.table, column)) for row, column in cells}

    def _inside(self, tree: exp.Expr, scope: Scope) -> None:
        """Read the queries inside something that is no condition of its own."""
        for query in _queries(tree):
            self._query(query, scope, chooses_around=False)


def _conjuncts(tree: exp.Expr | None) -> Iterator[exp.Expr]:
    """Return the conditions that must all hold."""
    if tree is None:
        return
    bare = tree.unnest()
    if isinstance(bare, exp.And):
        yield from _conjuncts(bare.left)
        yield from _conjuncts(bare.right)
    else:
        yield bare


def _queries(tree: exp.Expr) -> Iterator[exp.Expr]:
    """Return the outermost queries in an expression."""
    if isinstance(tree, exp.Query):
        yield tree
    else:
        for part in tree.iter_expressions():
            yield from _queries(part)


def _bare(tree: exp.Expr) -> exp.Expr:
    """Return what is inside brackets and casts."""
    while isinstance(tree, exp.Paren | exp.Cast | exp.Subquery):
        tree = tree.this
    return tree


def _is_value(tree: exp.Expr) -> bool:
    if isinstance(tree, exp.Any | exp.Tuple):
        return all(_is_value(_bare(part)) for part in tree.iter_expressions())
    return isinstance(tree, VALUES)


def _cells(tree: exp.Expr, scope: Scope) -> Cells:
    return scope.cells(tree) if isinstance(tree, exp.Column) else []


def _listed(parts: object) -> Iterable[exp.Expr]:
    found = parts if isinstance(parts, list) else [parts]
    return [part for part in found if isinstance(part, exp.Expr)]
