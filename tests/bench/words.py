"""What villagers say, made up: Indonesian words by Zipf's law, names, numbers; nothing of a real person."""

import itertools
import random

_ROOTS = """
jalan desa air sekolah guru anak warga rumah jembatan lampu sungai sawah pupuk petani nelayan bantuan kantor
camat bupati puskesmas bidan dokter obat listrik saluran banjir longsor rusak lubang aspal tanah batu pasir
semen masjid pasar pedagang harga beras bensin gas minyak sinyal internet ponsel jaring perahu dermaga ikan
kolam ternak sapi kambing ayam kebun sawit karet kelapa bibit panen irigasi bendung embung sumur pompa pipa
tangki meteran tagihan kartu keluarga surat akta lahir nikah pindah pajak iuran dana anggaran proyek pekerja
kontraktor batas patok sertifikat hutan tambang debu asap truk portal rambu tikungan trotoar halte angkutan
ojek sepeda motor mobil parkir sampah bak angkut bau limbah selokan nyamuk demam stunting gizi posyandu
timbang imunisasi lansia balita ibu hamil lumpuh buta kursi roda beasiswa seragam buku kelas atap bocor
plafon lantai dinding pagar lapangan bola pemuda karang taruna pelatihan jahit las bengkel modal usaha
koperasi pinjam bunga bank tani kelompok traktor gilingan jagung kedelai cabai sayur hama tikus wereng
semprot racun gudang lumbung musim kemarau hujan angin roboh gelap malam pagi siang sore hari minggu bulan
tahun lama baru besar kecil tinggi rendah jauh dekat cepat lambat mahal murah bersih kotor aman rawan sehat
sakit sulit mudah penting perlu mohon minta usul lapor tanya jawab kunjung datang tunggu janji kerja bangun
perbaiki tambah ganti bantu urus buat pasang gali timbun
""".split()  # noqa: SIM905
_SMALL = (
    "yang",
    "di",
    "dan",
    "ke",
    "dari",
    "kami",
    "untuk",
    "belum",
    "sudah",
    "ada",
    "tidak",
    "dengan",
    "ini",
)
_BEFORE = ("", "me", "di", "ber", "ter", "pe", "per", "se", "men", "meng", "memper", "pem")
_AFTER = ("", "nya", "an", "kan", "i", "lah", "pun", "annya", "kah")
_FIRST = (
    "Siti",
    "Nur",
    "Ahmad",
    "Muhammad",
    "Rina",
    "Budi",
    "Sri",
    "Dewi",
    "Abdul",
    "Hasan",
    "Rusdi",
    "Joko",
)
_LAST = (
    "Rahman",
    "Wati",
    "Hidayat",
    "Saputra",
    "Ningsih",
    "Syahrani",
    "Lestari",
    "Maulana",
    "Fauzi",
    "Basri",
)


def vocabulary() -> list[str]:
    """About 12,000 words, the common ones first; always the same."""
    made = [before + root + after for after in _AFTER for before in _BEFORE for root in _ROOTS]
    tail = made[len(_ROOTS) :]
    random.Random("words").shuffle(tail)
    return [*_SMALL, *made[: len(_ROOTS)], *tail][:12_000]


class Speaker:
    """Says things that follow from a seed."""

    def __init__(self) -> None:
        self._words = vocabulary()
        self._weights = list(itertools.accumulate(1 / (place + 3) for place in range(len(self._words))))

    def say(self, chance: random.Random, least: int, most: int) -> str:
        """A sentence of so many words."""
        picked = chance.choices(self._words, cum_weights=self._weights, k=chance.randint(least, most))
        return " ".join(picked).capitalize() + "."

    def name(self, chance: random.Random) -> str:
        """Somebody's name."""
        return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
