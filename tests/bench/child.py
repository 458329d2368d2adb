"""``python3 -m tests.bench.child module:function {arguments}``: one measure in a process of its own."""

import gc
import importlib
import json
import sys

if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    if module == "window_child":
        gc.disable()  # As the program does before it loads anything.
    call = getattr(importlib.import_module(f"tests.bench.{module}"), name)
    print(json.dumps(call(**json.loads(sys.argv[2]))))
