import traceback
from tests.ui.test_letters_page import *
from tests.ui.conftest import *
from PySide6.QtWidgets import QApplication
def test_dbg(page, qtbot, qapp):
    def ch(old, new):
        print("FOCUS", type(old).__name__, "->", type(new).__name__, new and new.accessibleName())
        if new is None: traceback.print_stack(limit=12)
    qapp.focusChanged.connect(ch)
    keys("Ctrl+Return")
    until(qtbot, lambda: page.tab == "blank" and page.blank.told)
    assert 0
