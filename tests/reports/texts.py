"""Texts as citizens may write them, for Hypothesis: every script we set, and all that hides in text."""

from hypothesis import strategies as st

LATIN = "abcdeghikmnprstuyABDGJKMPRSTaaaiiu" + "éÉñçøßÅ" + "0123456789"
MARKS = "\u0301\u0302\u0323\u0335\u0360"
PUNCTUATION = ".,;:!?()[]{}<>&\"'/\\-–—“”‘’…«»%#@*_=+|~^`$"
SYMBOLS = "©®™€½°²µ×÷≤≥≠→←↑↓☎✔☑★♥■□▯"
EMOJI = ["😀", "👍🏽", "❤️", "👨‍👩‍👧‍👦", "🇮🇩", "🇮🇩🇲🇾", "1️⃣", "🏳️‍🌈", "🛣️", "🧑🏿‍🌾", "☎️", "✔️"]
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئؤةىڠڤڬۏڽ" + "ًٌٍَُِّْٰ" + "٠١٢٣،؛؟ـ"
HEBREW = "אבגדהוזחטלםןשת" + "ָֹׁ"
JAVANESE = "ꦲꦤꦕꦫꦏꦢꦠꦱꦮꦭꦥꦝꦗꦪꦚꦩꦒꦧꦛꦔ" + "ꦶꦸꦺꦼꦴꦃꦁꦂ꧀ꦿꦽ" + "꧇꧐꧑꧈꧉"
OTHERS = "ᬅᬓᬱᬭᬩᬮᬶ᭄ᬸ" + "ᮞᮥᮔ᮪ᮓ" + "ᨕᨘᨁᨗ" + "ᯅᯖᯂ᯲" + "ꤷꤺꥆꤰ" + "ΑΩαωЖжя"
NOWHERE = "漢字ไทยहिन्दी한국\ue000\U000f1234\U00020000"
HIDDEN = "\x00\x07\x1b\x7f\x85\xad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
HIDDEN += "\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff\ufff9\U000e0067\U000e007f\U000e0100"
SPACES = " \t\n\r\x0b\x0c\u00a0\u2003\u2007\u202f\u3000\u2028\u2029"
MARKUP = [
    "<b>&amp;<img src='/etc/passwd'>",
    "<para>",
    "&#60;",
    "]]>",
    "%PDF-1.7 endstream",
    "BT (x) Tj ET",
    "\\u0041\\",
]

_WORD = st.one_of(
    st.text(LATIN, min_size=1, max_size=12),
    st.text(LATIN + MARKS + PUNCTUATION, min_size=1, max_size=12),
    st.text(ARABIC, min_size=1, max_size=12),
    st.text(ARABIC + PUNCTUATION + "012", min_size=1, max_size=12),
    st.text(HEBREW, min_size=1, max_size=8),
    st.text(JAVANESE, min_size=1, max_size=12),
    st.text(OTHERS + SYMBOLS, min_size=1, max_size=8),
    st.text(NOWHERE, min_size=1, max_size=4),
    st.text(LATIN + ARABIC + JAVANESE + NOWHERE + HIDDEN + MARKS + SYMBOLS, min_size=1, max_size=20),
    st.lists(st.sampled_from(EMOJI), min_size=1, max_size=5).map("".join),
    st.sampled_from(MARKUP),
)
_GAP = st.one_of(st.just(" "), st.text(SPACES, min_size=1, max_size=3), st.text(HIDDEN, max_size=3))

WILD = st.lists(st.tuples(_WORD, _GAP), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
"""Any of it, mixed."""

LATIN_ONLY = st.lists(st.text(LATIN + PUNCTUATION, min_size=1, max_size=30), max_size=30).map(" ".join)
