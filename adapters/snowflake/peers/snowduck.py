"""Runs snowduck's HTTP server on 127.0.0.1: snowduck.py PORT. It ends with its standard
input, so that it never outlives the test that started it."""

import os
import sys
import threading

threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()

import uvicorn

uvicorn.run("snowduck.server:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
