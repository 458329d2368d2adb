"""The driver is registered before any test module can load sqlite-utils with another one."""

import desktop.store.engine  # noqa: F401
