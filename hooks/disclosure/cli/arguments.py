"""argparse in Chinese: what is wrong with a command line, and the words of `--help`."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from ..model.wording import nearest

USAGE = 2
_ERRORS = (
    (re.compile(r"argument (?P<name>\S+): invalid choice: '(?P<value>.*)' \(choose from (?P<words>.*)\)", re.DOTALL), "choice"),
    (re.compile(r"argument (?P<name>.+): expected .*argument"), "{name} 后面要写一个值"),
    (re.compile(r"argument (?P<name>.+): ignored explicit argument '(?P<value>.*)'", re.DOTALL), "{name} 后面不写值"),
    (re.compile(r"argument (?P<name>.+?): (?P<value>“.*)", re.DOTALL), "{name}：{value}"),
    (re.compile(r"the following arguments are required: (?P<name>.*)"), "缺少 {name}"),
    (re.compile(r"ambiguous option: (?P<name>.*) could match (?P<words>.*)"), "{name} 写得不全；可能是 {words}"),
)
_HELP = (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项："),
         ("show this help message and exit", "显示这段说明"), ("show program's version number and exit", "显示版本"))


class Parser(argparse.ArgumentParser):
    """Parsers of sub-commands are of the same class."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{in_chinese(message)}\n用法见 {self.prog} --help\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in _HELP:
            text = text.replace(english, chinese)
        return text


def in_chinese(message: str) -> str:
    """What argparse says in English; a message that is Chinese already stays."""
    for pattern, wanted in _ERRORS:
        found = pattern.fullmatch(message)
        if found and wanted == "choice":
            words = [word.strip(" '") for word in found["words"].split(",")]
            meant = nearest(found["value"], words)
            advice = f"是否想写 {meant}？" if meant else f"可用的有：{'、'.join(words)}"
            return f"{found['name']} 没有“{found['value']}”；{advice}".removeprefix("命令 ")
        if found:
            return wanted.format(**found.groupdict())
    return message
