"""A township with one category and few items: what tests write into a repository in place of the shipped data."""

from __future__ import annotations

SITE = """版本: 示例
站点名称: 某县某乡政府信息公开
机构名称: 某县某乡人民政府
机构简称: 某乡
网址: https://example.invalid/town
统一社会信用代码: 11500229009137628R
年度:
  - 2023
"""
VOCABULARY = """类别:
  - 名称: 政策
    代号: policy
    事项:
      - {名称: 通知, 代号: notices}
体裁: [公文]
"""
ITEM = """标题: {title}
类别: 政策
事项: 通知
体裁: 公文
成文日期: 2023-03-01
发布日期: {day}
示例: true
{extra}正文: |
  {body}
"""


def item(title: str, day: str = "2023-03-02", extra: str = "", body: str = "内容。") -> str:
    return ITEM.format(title=title, day=day, extra=extra, body=body)
