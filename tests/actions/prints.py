"""A visit with everybody who may not stand on paper, and what is read back from a print."""

import re
import subprocess
from pathlib import Path
from typing import Any

NIK, PHONE = "6310094501950002", "081250009001"
NAMED = {"consent": True, "nik": NIK, "phone": PHONE, "gender": "P"}
ROWS: list[dict[str, Any]] = [
    {
        "text": "Lampu jalan mati",
        "citizen": {**NAMED, "name": "Siti Terbuka"},
        "place": {"rt": "3", "rw": "1"},
    },
    {"text": "Drainase tersumbat", "citizen": {"mode": "anonymous"}, "place": {"rt": "5", "dusun": "Mekar"}},
    {
        "text": "Rahasiadesa airmata",
        "title": "Judulsamar",
        "citizen": {**NAMED, "name": "Budi Samar", "mode": "secret"},
    },
    {
        "text": "Pungli tertutup",
        "kind": "laporan_penyimpangan",
        "citizen": {**NAMED, "name": "Cici Tertutup"},
    },
    {"text": "Dana desa raib", "category": "pengawasan", "citizen": {**NAMED, "name": "Dedi Raib"}},
    {
        "text": "Camat jarang hadir",
        "kind": "kritik",
        "citizen": {**NAMED, "name": "Eko Kritik"},
        "place": {"rt": "9"},
    },
    {"text": "Terima kasih"},
    {"text": f"Hubungi saya {PHONE} atau NIK {NIK}, jalan rusak", "title": "Jalan rusak"},
]
CANARIES = [
    *("Samar", "Judulsamar", "Rahasiadesa", "airmata", "Tertutup", "tertutup", "Pungli", "Raib", "raib"),
    *("Eko", NIK, PHONE, "+6281250009001"),
]
VISIT: dict[str, Any] = {
    "start": "09:10",
    "end": "11:40",
    "place": "Balai Desa",
    "team": [{"name": "Nor Aulia", "nip": "199508222022032902"}, {"name": "Andi Baso"}],
    "counterpart": {"name": "H. Arsyad", "position": "Pj. Kepala Desa"},
    "agenda": "Mendengar warga",
    "attendance": {"male": 31, "female": 27, "groups": ["BPD"]},
    "services": [{"service": "Perekaman KTP-el", "count": 12}],
    "notes": "catatan dalam",
}


def codes(added: dict[str, Any]) -> list[str]:
    return [row["code"] for row in added["aspirations"]]


def words(path: Path) -> str:
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return re.sub(r"\s", "", read.stdout.decode())


def assert_nobody(path: Path) -> None:
    """Neither words nor bytes tell who must not be named; the metadata are not compressed."""
    said, data = words(path), path.read_bytes()
    for canary in CANARIES:
        assert re.sub(r"\s", "", canary) not in said
        assert canary.encode() not in data
