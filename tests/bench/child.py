"""``python3 -m tests.bench.child module:function {arguments}``: one measure in a process of its own."""

import importlib
import json
import sys

if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    call = getattr(importlib.import_module(f"tests.bench.{module}"), name)
    print(json.dumps(call(**json.loads(sys.argv[2]))))
