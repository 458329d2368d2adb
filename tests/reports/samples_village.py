"""Rows of the village papers: a normal day, values too long, strange scripts, and nothing at all."""

from datetime import date

from reports.answer_sheet import Answered, AnswerRows, Waiting
from reports.receipt import Receipt, ReceiptRows
from reports.visit_rows import Heard, Member, MinutesRows, Spot
from tests.reports.paper import MOMENT

DAY = date(2026, 11, 21)
STRANGE = "Jalan ꦗꦭꦤ꧀ rusak 🚧, طريق مكسور, <b>tebal & miring</b> {nilai} %s 橋 \U0001f468‍\U0001f469‍\U0001f467"
LONG_NAME = "Raden Mas Kanjeng Tumenggung " + "Suryaningratwidjojokusumo " * 3 + "binti Abdurrahman"
LONG_WORD = "Jalandesayangtidakpernahdiperbaikisejaktahunseribusembilanratusdelapanpuluh" * 3

NORMAL_MINUTES = MinutesRows(
    moment=MOMENT,
    village="Angsana",
    district="Angsana",
    day=DAY,
    start="09:10",
    end="11:40",
    place="Balai Desa",
    team=(
        Member("Nor Aulia Rahmah", "199508222022032902"),
        Member("Andi Baso Mahmud", "198001012005011003"),
        Member("Siti Hadijah"),
    ),
    counterpart="H. Muhammad Arsyad",
    position="Kepala Desa",
    heads=True,
    agenda="Pelayanan jemput bola dan mendengarkan aspirasi warga",
    male=31,
    female=27,
    groups=("BPD", "PKK", "tokoh masyarakat"),
    services=(("Perekaman KTP-el", 12), ("Akta kelahiran", 4)),
    aspirations=(
        Heard(
            "TB-7K3M9-2QXAH", "Lampu jalan di depan SD mati dua bulan", Spot(rt="03", rw="01"), "Siti Aminah"
        ),
        Heard(
            "TB-2M4K8-9PQRS",
            "Drainase tersumbat, air masuk rumah kalau hujan",
            Spot("Mekar Sari", "05", landmark="dekat masjid"),
        ),
        Heard("TB-9QWE3-4RTYU", "Terima kasih, KTP selesai dalam satu hari"),
    ),
)
LONG_MINUTES = MinutesRows(
    moment=MOMENT,
    village="Teluk Kepayang Hulu Sungai Bakambat",
    kind="kelurahan",
    district="Kusan Tengah Pesisir",
    day=DAY,
    start="09:10",
    place="Balai pertemuan warga " * 7,
    team=tuple(Member(f"{LONG_NAME} {number}", "198001012005011003") for number in range(12)),
    counterpart=LONG_NAME,
    position="Lurah",
    heads=True,
    standing="Plt.",
    agenda="Membahas jalan, air bersih, dan lampu. " * 60,
    male=72,
    female=48,
    groups=tuple(f"Kelompok tani nomor {number}" for number in range(40)),
    services=tuple((f"Pelayanan nomor {number}", number * 1_000) for number in range(30)),
    aspirations=(
        *(
            Heard(f"TB-{number:05d}-2QXAH", f"Aspirasi nomor {number}: jembatan rusak", Spot(rt="01"))
            for number in range(120)
        ),
        Heard(
            "TB-ZZZZZ-2QXAH",
            "Panjang sekali ceritanya. " * 700 + LONG_WORD,
            Spot(landmark=LONG_WORD),
            LONG_NAME,
        ),
    ),
    finished=False,
)
STRANGE_MINUTES = MinutesRows(
    moment=MOMENT,
    village="Batu <Licin> & Irigasi",
    district="Karang {Bintang}",
    day=DAY,
    end="11:40",
    team=(Member("Ibu <b>Nur</b> & ꦱꦶꦠꦶ"),),
    counterpart="عبد الله",
    position="Ketua RT 👍",
    agenda=STRANGE,
    male=1,
    groups=(STRANGE,),
    services=((STRANGE, 0),),
    aspirations=(Heard("TB-7K3M9-2QXAH", STRANGE, Spot("<img src='x'>", "03"), "ꦱꦶꦠꦶ \U0001f9d5"),),
)
EMPTY_MINUTES = MinutesRows(moment=MOMENT, village="Angsana", finished=False)
MINUTES = {
    "normal": NORMAL_MINUTES,
    "long": LONG_MINUTES,
    "strange": STRANGE_MINUTES,
    "empty": EMPTY_MINUTES,
}

NORMAL_RECEIPT = Receipt(
    "TB-7K3M9-2QXAH",
    DAY,
    "Angsana",
    "desa",
    "Angsana",
    "Lampu jalan di depan SD mati dua bulan",
    "open",
    date(2026, 11, 26),
    date(2026, 12, 3),
)
NAMELESS_RECEIPT = Receipt(
    "TB-2M4K8-9PQRS",
    DAY,
    "Angsana",
    "desa",
    "Angsana",
    "Drainase tersumbat, air masuk rumah kalau hujan",
    "anonymous",
    date(2026, 11, 26),
    date(2026, 12, 3),
)
SECRET_RECEIPT = Receipt("TB-9QWE3-4RTYU", DAY, discreet=True)
LONG_RECEIPT = Receipt(
    "KABUPATEN-7K3M9-2QXAH",
    DAY,
    "Teluk Kepayang Hulu Sungai Bakambat",
    "kelurahan",
    "Kusan Tengah Pesisir",
    ("Jembatan gantung di dusun kami " * 5 + LONG_WORD)[:140],
    "open",
    date(2026, 11, 26),
    date(2026, 12, 3),
)
STRANGE_RECEIPT = Receipt("TB-7K3M9-2QXAH", DAY, "<Batu> & Licin", "desa", "", STRANGE, "anonymous")
RECEIPTS = {
    "normal": (NORMAL_RECEIPT, NAMELESS_RECEIPT, SECRET_RECEIPT),
    "long": (LONG_RECEIPT,) * 9,
    "strange": (STRANGE_RECEIPT,),
    "empty": (Receipt("TB-7K3M9-2QXAH"),),
}


def receipt_rows(name: str, paper: str) -> ReceiptRows:
    """The receipts of a name on a paper."""
    return ReceiptRows(MOMENT, RECEIPTS[name], paper)


NORMAL_ANSWERS = AnswerRows(
    moment=MOMENT,
    village="Angsana",
    district="Angsana",
    answered=(
        Answered(
            "TB-7K3M9-2QXAH",
            "Lampu jalan di depan SD mati",
            "Dishub",
            "Lampu sudah diganti pada 18 November 2026.",
            "dikerjakan",
            2,
            1_250_000,
            "APBD",
            2026,
        ),
        Answered(
            "TB-2M4K8-9PQRS", "Drainase tersumbat", "DPUPR", "Masuk RKPD 2027.", "dianggarkan", signs=False
        ),
    ),
    waiting=(
        Waiting("TB-9QWE3-4RTYU", "Jembatan gantung rusak", "diproses", "DPUPR", date(2026, 12, 11)),
        Waiting("TB-1QWE3-4RTYU", "", "dicatat"),
    ),
    told=3,
    officer="Nor Aulia Rahmah",
    nip="199508222022032902",
)
LONG_ANSWERS = AnswerRows(
    moment=MOMENT,
    village="Teluk Kepayang Hulu Sungai Bakambat",
    kind="kelurahan",
    district="Kusan Tengah Pesisir",
    answered=tuple(
        Answered(
            f"TB-{number:05d}-2QXAH",
            LONG_WORD if number % 9 == 0 else "Jembatan",
            "DPUPR",
            "Sudah kami tinjau. " * (number % 60),
            "tidak_dapat",
            number,
        )
        for number in range(90)
    ),
    waiting=tuple(
        Waiting(f"TB-{number:05d}-9PQRS", "Air bersih " * 12, "dikembalikan", "Bagian Kesra", DAY)
        for number in range(90)
    ),
    told=1_234,
    officer=LONG_NAME,
    nip="199508222022032902",
)
STRANGE_ANSWERS = AnswerRows(
    moment=MOMENT,
    village="Batu <Licin> & Irigasi",
    answered=(Answered("TB-7K3M9-2QXAH", STRANGE, "<SKPD>", STRANGE, "baru_dari_versi_lain", 1),),
    waiting=(Waiting("TB-7K3M9-2QXAH", STRANGE, "status_baru", "ꦗꦭꦤ꧀"),),
    officer="Ibu <b>Nur</b>",
)
EMPTY_ANSWERS = AnswerRows(moment=MOMENT, village="Angsana")
ANSWERS = {
    "normal": NORMAL_ANSWERS,
    "long": LONG_ANSWERS,
    "strange": STRANGE_ANSWERS,
    "empty": EMPTY_ANSWERS,
}
