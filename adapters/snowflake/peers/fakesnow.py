"""Runs fakesnow's HTTP server on 127.0.0.1: fakesnow.py PORT. It ends with its standard
input, so that it never outlives the test that started it.

What mart sends and fakesnow 0.12.1 cannot read is put into words that it can, and nothing
else is changed:
- COPY ... FILES = (...) from an internal stage: fakesnow takes only URLs there;
- CREATE OR REPLACE TABLE t CLONE x: AS SELECT, as OR REPLACE is lost on the way;
- CREATE TEMPORARY TABLE schema.t: a table that is not temporary, which mart drops itself;
- REMOVE @stage/path: answered and not run."""

import logging
import os
import re
import sys
import threading

threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()

import uvicorn

logging.disable(logging.WARNING)

import fakesnow.copy_into as copy_into
import fakesnow.cursor as cursor
import fakesnow.server as server

files_of = copy_into._source_urls


def source_urls(source, files):
    if copy_into.stage.is_internal(source):
        return [source.rstrip("/") + "/" + name for name in files]
    return files_of(source, files)


copy_into._source_urls = source_urls

clone = re.compile(r"^(\s*create\s+or\s+replace\s+(?:transient\s+)?table\s+\S+)\s+clone\s+(\S+)(\s+copy\s+grants)?\s*$", re.IGNORECASE)
temporary = re.compile(r"^(\s*create\s+or\s+replace)\s+temporary(\s+table\s+\S+\.)", re.IGNORECASE)


def worded(sql):
    return temporary.sub(r"\1\2", clone.sub(r"\1 as select * from \2", sql))


parse, execute = server.parse_one, cursor.FakeSnowflakeCursor.execute
server.parse_one = lambda sql: parse(worded(sql))
cursor.FakeSnowflakeCursor.execute = lambda self, sql, *args, **named: execute(self, worded(sql), *args, **named)

server.shared_fs.nop_regexes = [r"\s*remove\s+@"]

uvicorn.run(server.app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
