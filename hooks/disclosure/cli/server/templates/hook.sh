#!/bin/sh
# 由 ./disclosure server-setup 生成；升级时会重写，请不要手改。
# 判断推送的是服务器上装好的程序，不是推送来的程序。
server=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd) || exit 1
exec "$server/program/current/disclosure" server-hook @HOOK@ "$server"
