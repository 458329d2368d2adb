"""The small practice district in which all journeys play."""

from desktop.core.pack import Agency, Pack, Village

VILLAGES = ("63.10.09.2005", "63.10.09.2006", "63.10.05.2001")
PACK = Pack(
    region="63.10",
    name="Tanah Bumbu",
    prefix="TB",
    practice=True,
    villages=[Village(code, f"Desa {code[-1]}", "desa", "Kusan Hulu", code[:8]) for code in VILLAGES],
    agencies=[
        Agency("PUPR", "Dinas Pekerjaan Umum", "DPUPR"),
        Agency("DINKES", "Dinas Kesehatan", "Dinkes"),
        Agency("DLH", "Dinas Lingkungan Hidup", "DLH"),
        Agency("ITDA", "Inspektorat Daerah", "Itda"),
    ],
)
