"""The office's papers as they are often, very long, strange and empty; for tests and for the gallery."""

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone

from PIL import Image

from desktop.core.profile import Profile
from desktop.core.recap_line import RecapLine
from reports.disposition_sheet import DispositionRows, disposition_sheet
from reports.document import Document
from reports.followup_report import Answered, FollowupRows, Photo, followup_report
from reports.press import Press
from reports.recap import Oldest, RecapRows, recap
from reports.recovery_sheet import Secret, recovery_sheets

MOMENT = datetime(2026, 11, 21, 9, 10, tzinfo=timezone(timedelta(hours=8)))
STRANGE = "<b>Ibu & 'Bapak'</b> {0} ꦲꦏ꧀ꦱꦫ مسجد 👨‍👩‍👧 \U00013080"
LONG_NAME = (
    "Dinas Pemberdayaan Masyarakat dan Desa, Pengendalian Penduduk, Keluarga Berencana dan Perlindungan Anak"
)
CODE = "-".join(f"{group * 7919 % 33554432:05X}" for group in range(1, 13))

Make = Callable[[Press, Profile], Document]


def line(key: str | None, name: str | None, *counts: int, same: int = 0, overdue: int = 0) -> RecapLine:
    """A line whose first number is the sum of the rest."""
    waiting, running, answered, finished, unsatisfied, aside = counts
    done = answered + finished + unsatisfied
    asked = waiting + running + done
    return RecapLine(
        key,
        name,
        recorded=sum(counts),
        waiting=waiting,
        running=running,
        answered=answered,
        finished=finished,
        unsatisfied=unsatisfied,
        aside=aside,
        same=same,
        overdue=overdue,
        days=8.5 if done else None,
        days_of=done,
        percent=100 * done / asked if asked else None,
    )


def total(lines: list[RecapLine]) -> RecapLine:
    """The line below the others."""
    names = ("waiting", "running", "answered", "finished", "unsatisfied", "aside")
    counts = [sum(getattr(one, name) for one in lines) for name in names]
    return line(
        None, None, *counts, same=sum(one.same for one in lines), overdue=sum(one.overdue for one in lines)
    )


def recap_rows(lines: list[RecapLine], by: str = "agency", **more: date | None) -> RecapRows:
    """A recap of these lines."""
    oldest = (
        Oldest("TB-7K3M9-2QXAH", "Desa Angsana, Kec. Angsana", "DPUPR", 204),
        Oldest("TB-2M4K8-9PQRS", "Desa Mantewe, Kec. Mantewe", "", 1_031),
    )
    return RecapRows(MOMENT, by, tuple(lines), total(lines), oldest, **more)


def agencies() -> list[RecapLine]:
    """As a district has them after half a year."""
    return [
        line("PUPR", "DPUPR", 0, 211, 64, 180, 12, 0, same=31, overdue=74),
        line("DISHUB", "Dishub", 0, 40, 12, 96, 3, 0, same=6, overdue=9),
        line("DINKES", "Dinkes", 0, 8, 2, 61, 0, 0, overdue=1),
        line("DUKCAPIL", "Disdukcapil", 0, 0, 0, 118, 1, 0),
        line(None, None, 153, 0, 0, 0, 0, 88, same=17),
    ]


def answered(**more: object) -> Answered:
    """One answer."""
    values: dict[str, object] = {
        "code": "TB-7K3M9-2QXAH",
        "village": "Desa Angsana, Kec. Angsana",
        "words": "Lampu jalan di depan SDN 1 mati sejak bulan lalu",
        "answer": "Lampu diganti pada 12 November 2026 dan menyala kembali.",
        "outcome": "dikerjakan",
        "day": date(2026, 11, 12),
        "due": date(2026, 11, 10),
        "cost": 1_250_000,
        "funding": "APBD 2026",
        "year": 2026,
        **more,
    }
    return Answered(**values)  # type: ignore[arg-type]


def photo(colour: str, size: tuple[int, int] = (640, 480)) -> Photo:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return Photo("here", out.getvalue(), "12 November 2026")


def followup_rows(*listed: Answered, **more: object) -> FollowupRows:
    """A report with these answers."""
    values: dict[str, object] = {"running": 14, "unanswered": 6, "late": 2, **more}
    return FollowupRows(MOMENT, "Dinas Perhubungan", "DISHUB", listed, **values)  # type: ignore[arg-type]


def disposition_rows(**more: object) -> DispositionRows:
    """A sheet for one aspiration."""
    values: dict[str, object] = {
        "moment": MOMENT,
        "village": "Desa Angsana, Kecamatan Angsana",
        "number": "TB-7K3M9-2QXAH",
        "subject": "Lampu jalan di depan SDN 1 mati sejak bulan lalu",
        "day": date(2026, 11, 20),
        "received": date(2026, 11, 21),
        "urgency": "segera",
        "candidates": (("Kepala Dinas Perhubungan", True), ("Camat Angsana", False)),
        **more,
    }
    return DispositionRows(**values)  # type: ignore[arg-type]


def secret(**more: str) -> Secret:
    """The root's sheet."""
    values = {
        "title": "KODE KUNCI INDUK DAERAH",
        "facts": "Daerah: Kabupaten Tanah Bumbu\nPemilik: Hj. Rahmatina Sari\nDibuat: 21 November 2026",
        "code": CODE,
        "use": "Gunanya: menetapkan laptop induk.\nSimpan di brankas kantor. Jangan difoto.",
        "reading": "Huruf besar atau kecil, spasi, dan tanda hubung tidak berpengaruh.",
        **more,
    }
    return Secret(**values)


def _recap(rows: RecapRows) -> Make:
    return lambda press, profile: recap(press, profile, rows)


def _followup(rows: FollowupRows) -> Make:
    return lambda press, profile: followup_report(press, profile, rows)


def _disposition(rows: DispositionRows) -> Make:
    return lambda press, profile: disposition_sheet(press, profile, rows)


def _recovery(*secrets: Secret) -> Make:
    return lambda press, profile: recovery_sheets(press, profile, MOMENT, secrets)


def _many() -> list[RecapLine]:
    return [line(f"A{number}", f"{LONG_NAME} {number}", number, 7, 3, 2, 1, 4) for number in range(90, 0, -1)]


def _months() -> list[RecapLine]:
    return [line(f"2026-{number:02}", None, number, 4, 3, 20, 2, 1, same=number) for number in range(1, 12)]


def _pictured() -> Answered:
    portrait = photo("#3a7d44", (480, 640))
    return answered(before=(photo("#884400"), portrait), after=(photo("#225588"),))


def _troubled() -> Answered:
    states = (Photo("awaited"), Photo("damaged"), Photo("file"), Photo("here", b"\xff\xd8\xffrusak"))
    return answered(
        code="TB-2M4K8-9PQRS", words="", before=states, after=(Photo("awaited"),), day=None, cost=None
    )


def long_report(rows: int) -> Make:
    """A report whose first row goes on over pages, with so many more."""
    words = "Jalan rusak parah dan becek sepanjang musim hujan. " * 400
    words = words[: 20_000 if rows > 100 else 5_000]
    first = answered(words=words, answer=words)
    return _followup(followup_rows(first, *[answered() for _ in range(min(rows, 120))], unprinted=31))


SAMPLES: Mapping[str, Make] = {
    "recap_normal": _recap(recap_rows(agencies(), since=date(2026, 6, 1), until=date(2026, 11, 21))),
    "recap_months": _recap(recap_rows(_months(), "month", since=date(2026, 1, 1))),
    "recap_long": _recap(recap_rows(_many())),
    "recap_strange": _recap(
        recap_rows([line(STRANGE, STRANGE, 1, 2, 3, 4, 5, 6), line(None, None, *[0] * 6)])
    ),
    "recap_empty": _recap(RecapRows(MOMENT, "authority")),
    "followup_normal": _followup(followup_rows(_pictured(), answered(outcome="diusulkan"), _troubled())),
    "followup_long": long_report(120),
    "followup_strange": _followup(
        followup_rows(
            answered(words=STRANGE, answer=STRANGE, funding=STRANGE, outcome="yang_baru", year=None)
        )
    ),
    "followup_empty": _followup(followup_rows(running=0, unanswered=0, late=0)),
    "disposition_normal": _disposition(disposition_rows()),
    "disposition_agency": _disposition(
        disposition_rows(desk="agency", agency="Dinas Perhubungan", candidates=())
    ),
    "disposition_long": _disposition(
        disposition_rows(
            village=LONG_NAME * 5,
            subject=LONG_NAME * 20,
            instruction=LONG_NAME * 20,
            candidates=tuple((LONG_NAME, True) for _ in range(6)),
            desk="agency",
            agency=LONG_NAME,
        )
    ),
    "disposition_strange": _disposition(
        disposition_rows(village=STRANGE, subject=STRANGE, number=STRANGE, secret=True)
    ),
    "disposition_empty": _disposition(
        disposition_rows(
            village="", subject="", number="", day=None, received=None, urgency="biasa", candidates=()
        )
    ),
    "recovery_normal": _recovery(secret(), secret(title="KODE PEMULIHAN LAPTOP")),
    "recovery_long": _recovery(
        secret(facts=f"Pemilik laptop: {LONG_NAME}", title="KUNCI PEMULIHAN KANTOR, BELAHAN 1 DARI 2")
    ),
    "recovery_strange": _recovery(secret(facts=STRANGE)),
    "recovery_empty": _recovery(secret(facts="", use="", reading="")),
}
"""Name → what prints it."""
