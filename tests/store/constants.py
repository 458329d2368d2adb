"""What the tests of this room and the processes they start agree on."""

KEY = bytes(range(32))
RECOVERY = bytes(range(100, 132))
PASSPHRASE = "kata sandi latihan"
WHEN = "2026-11-21T09:10:00+08:00"
