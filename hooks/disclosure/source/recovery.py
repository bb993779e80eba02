"""Reading on behind a mistake, so that all problems of a file are reported and not only the first.

The slips that are recognised are mended in memory, the rest is read, and every place is told as it is in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .marked_yaml import Issue, parse
from .slips import column_before, examine, with_lines
from .yaml_lines import Keys

_ATTEMPTS = 20


@dataclass(slots=True)
class Recovered:
    """`value` is None where the text could not be read to its end; `issues` stand at places of the text as written.

    `written` and `read` are the lines as written and as they were read in the end.
    """

    written: list[str]
    read: list[str]
    value: Any = None
    issues: list[Issue] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.read)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The place in the text as written of a place in the text as read."""
        if line > len(self.written) or self.written[line - 1] == self.read[line - 1]:
            return line, column
        return line, column_before(self.written[line - 1], self.read[line - 1], column)


def as_written(text: str, value: Any, issues: list[Issue]) -> Recovered:
    """What a text says in which nothing was mended."""
    lines = text.split("\n")
    return Recovered(lines, lines, value, issues)


def recover(text: str, keys: Keys, *, values: bool) -> Recovered:
    """The text with every recognised slip mended; no issue where there is none.

    `values`: also look for slips inside values; right where YAML stopped, too strict where it did not.
    """
    found = examine(text, keys, values=values)
    done = Recovered(text.split("\n"), with_lines(text, found.readable).split("\n"))
    done.issues = [Issue(slip.line, slip.column, "file.yaml", slip.message) for slip in found.slips]
    told = {slip.line for slip in found.slips if slip.line - 1 not in found.readable}
    for _ in range(_ATTEMPTS):
        done.value, issues = parse(done.text)
        issue = issues[0] if issues and done.value is None else None
        if issue is None or issue.mended is None:
            break
        done.issues.append(_moved(issue, done))
        done.read[issue.line - 1] = issue.mended
    if done.value is not None or not any(line in told for issue in issues for line in range(issue.line - 3, issue.line + 1)):
        done.issues += [_moved(issue, done) for issue in issues if issue.mended is None]
    return done


def _moved(issue: Issue, done: Recovered) -> Issue:
    line, column = done.place(issue.line, issue.column)
    return Issue(line, column, issue.rule, issue.message, issue.level)
