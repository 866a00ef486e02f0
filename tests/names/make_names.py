"""Three hundred names of a hundred places, as Faker makes them, into names.csv beside this file.

    pip install faker==40.63.0
    python tests/names/make_names.py

The names are made up. Thirty at the end are by hand, for scripts and spellings that Faker has no names in.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from faker import Faker
from faker.config import AVAILABLE_LOCALES

HERE = Path(__file__).parent
WHOLE_LANGUAGES = {"ar_AA", "de", "dk_DK", "en", "es", "sw", "th", "la"}
"""Locales that say no place."""
OF_EACH = 5
MOST = 270
BY_HAND = (
    ("Pakistan", "محمد عبدالرحمٰن"),
    ("Pakistan", "فاطمہ بی بی"),
    ("Iran", "علی‌رضا نوری"),
    ("Kurdistan", "ئازاد محەمەد"),
    ("Israel, with a maiden name", "שרה כהן (לוי)"),
    ("Cambodia", "សុខ សុភា"),
    ("Cambodia", "ចាន់ ដារា"),
    ("Laos", "ສົມພອນ ວົງສາ"),
    ("Laos", "ບຸນມີ ພົມມະຈັນ"),
    ("Myanmar", "အောင်ဆန်းစုကြည်"),
    ("Myanmar", "မင်းမင်းလတ်"),
    ("Andhra Pradesh", "శ్రీనివాస్ రావు"),
    ("Andhra Pradesh", "లక్ష్మీ ప్రసన్న"),
    ("Karnataka", "ಶ್ರೀಕೃಷ್ಣ ಭಟ್"),
    ("Karnataka", "ಲಕ್ಷ್ಮೀ ನಾರಾಯಣ"),
    ("Kerala", "കൃഷ്ണൻ നായർ"),
    ("Kerala", "ശ്രീലക്ഷ്മി മേനോൻ"),
    ("Punjab", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ"),
    ("Punjab", "ਹਰਪ੍ਰੀਤ ਕੌਰ"),
    ("Sri Lanka", "ශ්‍රීමතී පෙරේරා"),
    ("Hawaii", "Kaʻiulani Kealoha"),
    ("New Zealand", "Te Rangitākō Ōpārara"),
    ("Nigeria, Yoruba", "Ọlálékàn Adébáyọ̀"),
    ("Nigeria, Igbo", "Chukwuemeka Ọ̀kọ́nkwọ"),
    ("Navajo", "Tʼááłáʼí Yázhí"),
    ("Wales", "Siân Ŵyn Llŷr"),
    ("Kazakhstan", "Әлия Нұрғалиқызы"),
    ("Mongolia", "Бат-Өлзий Дөлгөөн"),
    ("Greece, of old", "Ἀριστοτέλης Ῥήγας"),
    ("Japan, in two scripts", "髙橋 さくら（Sakura）"),
)


def made() -> list[tuple[str, str]]:
    """Place and name, the places in the order of their codes."""
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for locale in sorted(set(AVAILABLE_LOCALES) - WHOLE_LANGUAGES):
        faker = Faker(locale)
        faker.seed_instance(11)
        for _ in range(OF_EACH):
            name = unicodedata.normalize("NFC", " ".join(faker.name().split()))
            if name not in seen:  # locales without names of their own borrow the American ones
                seen.add(name)
                found.append((locale, name))
    first = dict(reversed(found))
    plain = [row for row in found if row[1].isascii() and first[row[0]] != row[1]]
    spare = set(plain[: max(0, len(found) - MOST)])  # names in plain ASCII prove least
    return [row for row in found if row not in spare] + list(BY_HAND)


if __name__ == "__main__":
    with (HERE / "names.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("place", "name"), *made()])
