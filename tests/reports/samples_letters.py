"""Contents of letters to print: normal, long, strange and empty for each kind."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from desktop.core.letters import Content, Person, Ref, Row
from desktop.core.profile import Signer

MOMENT = datetime.fromisoformat("2026-11-21T10:00:00+08:00")
LETTER = "0b4f9f6a-7f0e-4d0e-8a53-2f0f5d1c9a11"

SEKDA = Signer(
    name="Ambo Sakka",
    titled_name="Dr. H. Ambo Sakka, M.Pd.",
    title="SEKRETARIS DAERAH",
    kind="sekda",
    basis="an",
    behalf=["BUPATI TANAH BUMBU"],
)
ASSISTANT = Signer(
    name="Eryanto Rais",
    titled_name="Eryanto Rais, S.Sos., M.AP.",
    title="ASISTEN PEMERINTAHAN DAN KESEJAHTERAAN RAKYAT",
    rank="Pembina Utama Muda (IV/c)",
    nip="197001011995031002",
    kind="other",
)
BUPATI = Signer(
    name="Andi Rudi Latif", titled_name="Andi Rudi Latif, S.H.", title="BUPATI TANAH BUMBU", kind="bupati"
)

ROWS = [
    Row(
        code="TB-7K3M9-2QXAH",
        village="Desa Angsana, Kec. Angsana",
        words="Jalan poros menuju SDN 1 Angsana berlubang sepanjang 300 meter dan tergenang setiap hujan.",
        place="RT 03 RW 01, depan SDN 1 Angsana",
        by="S. A.",
        kind="keluhan",
        urgency="segera",
        due="2026-11-30",
        instruction="Periksa lapangan dan sampaikan rencana penanganan.",
        role="lead",
    ),
    Row(
        code="TB-9P2QD-4TYRB",
        village="Desa Angsana, Kec. Angsana",
        words="Usul pembangunan saluran air di sisi kiri jalan pasar.",
        place="RT 05, samping pasar desa",
        by="Warga RT 05",
        kind="usulan",
        urgency="biasa",
        due="2026-12-11",
        instruction="",
        role="support",
    ),
    Row(
        code="TB-2HM7W-8KDE5",
        village="Desa Bayansari, Kec. Angsana",
        words="Jembatan kayu ke kebun rapuh, anak sekolah lewat setiap hari.",
        place="Dusun II",
        by="Warga RT 02",
        kind="keluhan",
        urgency="sangat_segera",
        due="2026-11-25",
        instruction="Amankan dahulu, laporkan kepada Sekretaris Daerah.",
        role="lead",
    ),
]
SHARED = Content(
    kind="penugasan",
    letter=LETTER,
    agency="PUPR",
    to=["Kepala Dinas Pekerjaan Umum dan Penataan Ruang", "Kabupaten Tanah Bumbu"],
    to_place="Batulicin",
    date="2026-11-21",
    urgency="segera",
    visits=["2026-11-18 Desa Angsana, Kec. Angsana", "2026-11-19 Desa Bayansari, Kec. Angsana"],
    rows=ROWS,
    signer=SEKDA,
    copies=["Bupati Tanah Bumbu (sebagai laporan)", "Inspektur Kabupaten Tanah Bumbu", "Camat Angsana"],
)
ASKED = [msgspec.structs.replace(row, instruction="Mohon peninjauan bersama.") for row in ROWS]
LATE = [
    msgspec.structs.replace(row, instruction=f"{days} hari kerja")
    for row, days in zip(ROWS, (9, 1, 12), strict=True)
]
PERSONS = [
    Person(
        "Rahmat Hidayat, S.STP.", "198505172005021003", "Penata Tk. I (III/d)", "Kepala Subbagian Tata Usaha"
    ),
    Person("Siti Norhayati", "199203042015032001", "Penata Muda (III/a)", "Analis Kebijakan Ahli Pertama"),
    Person("Muhammad Fauzi", "", "", "Tenaga Pendukung"),
]
TASKS = [
    "Melaksanakan kunjungan lapangan (jemput bola) dan mencatat aspirasi masyarakat;",
    "Menyampaikan jawaban atas aspirasi yang diterima pada kunjungan sebelumnya;",
    "Melaporkan hasil pelaksanaan tugas kepada Sekretaris Daerah.",
]
NORMAL = {
    "penugasan": msgspec.structs.replace(
        SHARED,
        subject="Penugasan Tindak Lanjut Aspirasi Masyarakat Kecamatan Angsana",
        due="2026-12-11",
        carries_data=True,
    ),
    "koordinasi": msgspec.structs.replace(
        SHARED,
        kind="koordinasi",
        subject="Koordinasi Penanganan Aspirasi Masyarakat di Bidang Kelistrikan",
        to=["Manajer PT PLN (Persero) UP3 Kotabaru"],
        to_place="Kotabaru",
        rows=ASKED,
        signer=BUPATI,
        copies=["Gubernur Kalimantan Selatan (sebagai laporan)", "Camat Angsana"],
    ),
    "pengingat": msgspec.structs.replace(
        SHARED,
        kind="pengingat",
        subject="Pengingat Jawaban atas Aspirasi Masyarakat yang Melewati Tenggat",
        date="2026-12-14",
        due="2026-12-21",
        rows=LATE,
        refers=[Ref("B/123/400.10.2/UM/2026", "2026-10-02", "Penugasan Tindak Lanjut Aspirasi Masyarakat")],
    ),
    "nota_dinas": msgspec.structs.replace(
        SHARED,
        kind="nota_dinas",
        subject="Rekapitulasi Aspirasi Masyarakat Kecamatan Angsana",
        urgency="biasa",
        to=["Sekretaris Daerah Kabupaten Tanah Bumbu"],
        signer=ASSISTANT,
        points=[
            "Kunjungan lapangan (jemput bola) di dua desa Kecamatan Angsana telah dilaksanakan pada tanggal "
            "18 dan 19 November 2026 dan dihadiri oleh 86 warga.",
            "Dari 14 aspirasi yang dicatat, tiga di antaranya memerlukan penanganan segera oleh Dinas "
            "Pekerjaan Umum dan Penataan Ruang.",
            "Mohon persetujuan atas konsep surat penugasan terlampir.",
        ],
    ),
    "surat_tugas": msgspec.structs.replace(
        SHARED,
        kind="surat_tugas",
        subject="Kunjungan Jemput Bola Kecamatan Angsana",
        to=[],
        to_place="",
        rows=[],
        basis=[
            "Peraturan Bupati Tanah Bumbu tentang Penyelenggaraan Jemput Bola Aspirasi Masyarakat;",
            "Rencana kunjungan lapangan bulan November 2026.",
        ],
        persons=PERSONS,
        points=TASKS,
    ),
}
"""One of each, as on an ordinary day."""

STRANGE = (
    'Bapak <Nama Warga> & <b>istri</b> <img src="/etc/passwd"> {visits} %s \\n',
    "\u0637\u0631\u064a\u0642 \u0627\u0644\u0642\u0631\u064a\u0629 \u0645\u0643\u0633\u0648\u0631",
    "\ua98f\ua9b1\ua9a5\ua9b8\ua9ab\ua9b6 \ua98f\ua9a2\ua9b8",
    "Terima kasih \U0001f64f\U0001f468\u200d\U0001f469\u200d\U0001f467 jalan rusak \U0001f6a7",
    "kata\u200bpanjang\u202ebalik\u202c \ufeffakhir",
    "Baris satu\nBaris dua\n\nBaris empat",
    "A" * 300,
    "\u0b85\u0baa \u4e2d\u6587",
)
_PARAGRAPH = (
    "Jalan desa rusak berat sejak banjir tahun lalu dan sampai hari ini belum ada perbaikan; warga bergotong "
    "royong menimbunnya dengan batu, tetapi hanyut lagi. "
)


def strange_row(number: int) -> Row:
    text = STRANGE[number % len(STRANGE)]
    return Row(
        code=f"TB-{number:05d}-XXXXX",
        village=text[:40],
        words=text,
        place=text[:60],
        by=text[:30],
        kind="lainnya",
        urgency="entah",
        due="kapan saja",
        instruction=text,
        role="",
    )


def many_rows(count: int) -> list[Row]:
    """Rows like the normal ones, each with another code; every fiftieth is long."""
    return [
        msgspec.structs.replace(
            ROWS[number % 3],
            code=f"TB-{number:05d}-QXAH{number % 10}",
            village=f"Desa Contoh {number % 40 + 1}, Kec. {('Angsana', 'Satui', 'Kuranji')[number % 3]}",
            words=_PARAGRAPH * 12 if number % 50 == 49 else ROWS[number % 3].words,
        )
        for number in range(count)
    ]


def long_content(kind: str, rows: int = 500) -> Content:
    """500 rows, one text of 20,000 characters, names of 120 letters, 40 copies."""
    normal = NORMAL[kind]
    name = ("Raden Ajeng Siti Nurhaliza Kusumawardhani Binti Haji Abdurrahman Wahid " * 2)[:119] + "x"
    signer = msgspec.structs.replace(normal.signer, name=name, titled_name=name)
    given = many_rows(rows)
    if given:
        given[0] = msgspec.structs.replace(
            given[0], words=(_PARAGRAPH * 200)[: 20_000 if rows > 100 else 5_000], by=name
        )
    return msgspec.structs.replace(
        normal,
        signer=signer,
        to=[name, name, "Kabupaten Tanah Bumbu"],
        subject=normal.subject + " " + name,
        rows=given,
        visits=[f"Desa Contoh {number}, Kec. Angsana, 1{number % 9} November 2026" for number in range(60)],
        points=[f"{point} {_PARAGRAPH * 3}".strip() for point in (normal.points or [""])] * 12,
        persons=[Person(name, "198505172005021003", "Penata Tk. I (III/d)", name) for _ in normal.persons]
        * 10,
        copies=[f"Camat Contoh {number} Kabupaten Tanah Bumbu" for number in range(1, 41)],
        basis=normal.basis * 10,
        refers=normal.refers * 5,
    )


def strange_content(kind: str) -> Content:
    """Other scripts, markup, invisible signs and nonsense in every field."""
    normal = NORMAL[kind]
    signer = msgspec.structs.replace(normal.signer, name=STRANGE[1], titled_name=STRANGE[0])
    return msgspec.structs.replace(
        normal,
        signer=signer,
        to=[STRANGE[0], STRANGE[2], STRANGE[4]],
        to_place=STRANGE[3],
        date="entah kapan",
        subject=STRANGE[5] + STRANGE[0],
        rows=[strange_row(number) for number in range(16)],
        visits=list(STRANGE),
        points=list(STRANGE),
        persons=[Person(text, text, text, text) for text in STRANGE],
        copies=list(STRANGE),
        basis=list(STRANGE),
        refers=[Ref(STRANGE[0], STRANGE[3], STRANGE[5])],
        due="segera ya",
        urgency="aneh",
        security="sangat_rahasia",
    )


def empty_content(kind: str) -> Content:
    """Nothing but its kind."""
    return Content(kind=kind, letter="")


@dataclass(frozen=True)
class Sample:
    """One letter to print."""

    name: str
    content: Content
    number: str | None


def samples(kind: str, rows: int = 500) -> list[Sample]:
    """Normal, long, strange and empty of one kind of letter; the long one with so many rows."""
    return [
        Sample("normal", NORMAL[kind], None),
        Sample("long", long_content(kind, rows), "B/12345/400.10.2/UM/2026"),
        Sample("strange", strange_content(kind), "<b>B</b>/&/\U0001f64f"),
        Sample("empty", empty_content(kind), None),
    ]


def with_contacts(content: Content) -> Content:
    """The same, with contact data on its first and last row."""
    first, *between, last = content.rows
    first = msgspec.structs.replace(first, contact="Suryani Amalia\n0812 3456 7890, RT 03 RW 01 Desa Angsana")
    last = msgspec.structs.replace(last, contact="0813 9999 0000")
    return msgspec.structs.replace(content, rows=[first, *between, last])
