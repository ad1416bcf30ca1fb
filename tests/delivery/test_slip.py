"""Slip and receipt: one tagged A5 page that says what is needed, in the applicant's language, and nothing else."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from babel.messages.pofile import read_po
from PIL import Image

from data.records import Channel, IssuedCode
from desk_app.delivery import slip
from desk_app.errors import FontMissing
from desk_app.i18n import LOCALE, slip_languages
from desk_app.locale.compile import compile_catalogues

ISSUED = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
CODE = IssuedCode("E-2026-000123", 1, "1234567890", ISSUED, ISSUED + timedelta(days=7), "pt", Channel.PRINT)
SLIP = slip.slip_data(CODE, "Loja de Cidadão das Laranjeiras", 7, training=False)
RECEIPT = slip.ReceiptData("E-2026-000123", ISSUED, "Loja de Cidadão das Laranjeiras", 7, "pt", False)
HOSTILE = (
    '#panic("x") $x$ *b* _i_ `r` \\ <l> @ref [c] #read("/etc/passwd") // x /* y',
    "\"}{'\\n\\u0000",
    "{reference} {0} %s",
    "\x00\x1b[31m\u202eevil\u200b",
    "中文 नमस्ते عربي 😀",
    "á" * 400,
    "",
)


def pages(pdf: bytes) -> int:
    """Page objects, also inside compressed object streams."""
    inflated = b""
    for start in re.finditer(rb"stream\r?\n", pdf):
        try:
            inflated += zlib.decompressobj().decompress(pdf[start.end() :])
        except zlib.error:
            continue
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf + inflated))


def picture(png: bytes) -> Image.Image:
    """The page as pixels."""
    return Image.open(io.BytesIO(png)).convert("L")


def scanned(png: bytes) -> str:
    """What a phone reads off the page."""
    found = zxingcpp.read_barcode(picture(png), zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    assert found is not None
    return str(found.text)


def catalogue(folder: Path, language: str, texts: dict[str, str]) -> Path:
    """A folder of catalogues with one language in it, compiled."""
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = (f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in texts.items())
    (place / "slip.po").write_text(head + "".join(entries), "utf-8")
    compile_catalogues(folder)
    return folder


def ids() -> list[str]:
    """Every text of the sheets."""
    with (LOCALE / "en" / "LC_MESSAGES" / "slip.po").open("rb") as lines:
        return [str(message.id) for message in read_po(lines) if message.id]


@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("training", [False, True])
def test_a_slip_is_one_tagged_page_in_its_language(language: str, training: bool) -> None:
    """PDF/UA-1 with title and language, so that a screen reader can say it."""
    pdf = slip.slip_pdf(replace(SLIP, language=language, training=training))
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid:part>1<" in pdf
    assert f"/Lang({language}".encode() in pdf
    assert b"/MarkInfo" in pdf or b"/Marked true" in pdf
    assert pages(pdf) == 1


@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("training", [False, True])
def test_a_receipt_is_one_tagged_page_in_its_language(language: str, training: bool) -> None:
    """The same for the applicant who has to wait."""
    pdf = slip.receipt_pdf(replace(RECEIPT, language=language, training=training))
    assert b"pdfuaid:part>1<" in pdf
    assert f"/Lang({language}".encode() in pdf
    assert pages(pdf) == 1


@pytest.mark.parametrize("training", [False, True])
def test_the_qr_code_on_the_slip_scans(training: bool) -> None:
    """At the resolution of a poor printer, and under the training mark too."""
    assert scanned(slip.slip_png(replace(SLIP, training=training), 150)) == "CMD1:E-2026-000123:1234567890"


def test_a_sheet_is_a5() -> None:
    """148 by 210 mm."""
    assert picture(slip.slip_png(SLIP, 72)).size == (420, 595)
    assert picture(slip.receipt_png(RECEIPT, 72)).size == (420, 595)


def test_training_shows_across_the_page() -> None:
    """The mark takes ink where the plain sheet has none, far apart on the diagonal."""
    plain = picture(slip.receipt_png(RECEIPT, 36))
    marked = picture(slip.receipt_png(replace(RECEIPT, training=True), 36))
    greys = [
        (x, y)
        for x in range(marked.width)
        for y in range(marked.height)
        if 200 < int(marked.getpixel((x, y)) or 0) < 240  # type: ignore[arg-type]  # one grey value
    ]
    assert max(x for x, _ in greys) - min(x for x, _ in greys) > plain.width // 2
    assert max(y for _, y in greys) - min(y for _, y in greys) > plain.height // 3


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("1234567890", "123 456 7890"),
        ("123456789", "123 456 789"),
        ("12345678", "123 456 78"),
        ("12345", "123 45"),
        ("1234", "1234"),
        ("12", "12"),
    ],
)
def test_digits_are_grouped_for_reading_aloud(digits: str, shown: str) -> None:
    """Threes, and never one digit alone at the end."""
    assert slip.grouped(digits) == shown


@pytest.mark.parametrize("place", HOSTILE)
def test_no_text_is_ever_run_as_a_template(place: str) -> None:
    """Whatever a name holds, the page comes out, on one page, and the code still scans."""
    data = replace(SLIP, service_point=place)
    assert pages(slip.slip_pdf(data)) == 1
    assert scanned(slip.slip_png(data, 110)) == SLIP.payload
    assert pages(slip.receipt_pdf(replace(RECEIPT, service_point=place))) == 1


def test_a_hostile_name_is_shown_letter_by_letter() -> None:
    """Markup looks like markup: the sheet differs from one where it would have been taken as bold."""
    starred = slip.receipt_png(replace(RECEIPT, service_point="*Loja*"), 72)
    assert starred != slip.receipt_png(replace(RECEIPT, service_point="Loja"), 72)


def test_every_letter_counted_as_built_in_is() -> None:
    """The faces inside typst have each of them, so no machine's fonts are asked."""
    letters = "".join(chr(point) for low, high in slip.BUILT_IN for point in range(low, high + 1))
    for start in range(0, len(letters), 300):
        assert pages(slip.slip_pdf(replace(SLIP, service_point=letters[start : start + 300]))) == 1


@pytest.mark.parametrize("language", ["pt", "en"])
def test_the_catalogues_are_complete(language: str) -> None:
    """Every text of the sheets is there, and names the same facts."""
    with (LOCALE / language / "LC_MESSAGES" / "slip.po").open("rb") as lines:
        messages = {str(message.id): str(message.string) for message in read_po(lines) if message.id}
    source = Path(slip.__file__).read_text("utf-8")
    assert set(messages) == set(re.findall(r'\b_\(\s*"(.*?)"\s*\)', source, re.DOTALL))
    for text, said in messages.items():
        assert said, text
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", said))


def test_one_catalogue_more_is_one_language_more(tmp_path: Path) -> None:
    """A made-up third language, in Cyrillic: listed, shown, one page, and no code was changed."""
    texts = {text: "Ключ " + re.sub(r"[A-Za-z]+(?![^{]*})", "слово", text) for text in ids()}
    folder = catalogue(tmp_path, "qq", texts)
    assert slip_languages(folder) == ("qq",)
    data = replace(SLIP, language="qq")
    assert pages(slip.slip_pdf(data, folder)) == 1
    assert slip.slip_png(data, 72, folder) != slip.slip_png(replace(SLIP, language="en"), 72)
    assert scanned(slip.slip_png(data, 150, folder)) == SLIP.payload


def test_a_language_twice_as_long_still_fits_the_page(tmp_path: Path) -> None:
    """The letters get smaller, the page does not become two."""
    folder = catalogue(tmp_path, "qq", {text: f"{text} {text}" for text in ids() if len(text) > 30})
    long = replace(SLIP, language="qq", training=True)
    assert pages(slip.slip_pdf(long, folder)) == 1
    assert pages(slip.receipt_pdf(replace(RECEIPT, language="qq"), folder)) == 1


def test_a_language_no_font_can_show_is_refused_in_one_line(tmp_path: Path) -> None:
    """A sheet of empty boxes would help nobody; the refusal names the language, never the code."""
    folder = catalogue(tmp_path, "qq", {"Your activation code": chr(0x10FFFD)})
    with pytest.raises(FontMissing) as refused:
        slip.slip_pdf(replace(SLIP, language="qq"), folder)
    assert "qq" in str(refused.value)
    assert "1234567890" not in repr(refused.value)
    assert refused.value.__cause__ is None


def test_other_languages_read_dates_by_number(tmp_path: Path) -> None:
    """DD-MM-YYYY, as in Portuguese, unless the language is English: the same words, another date."""
    folder = catalogue(tmp_path, "qq", {"Help": "Help"})
    other = slip.slip_png(replace(SLIP, language="qq"), 50, folder)
    assert other != slip.slip_png(replace(SLIP, language="en"), 50)


@pytest.mark.parametrize("language", ["", "zh", "xx-very-long", "../pt"])
def test_a_language_without_a_catalogue_is_english(language: str) -> None:
    """And the page says so to a screen reader."""
    assert slip.slip_pdf(replace(SLIP, language=language)) == slip.slip_pdf(replace(SLIP, language="en"))


def test_a_regional_catalogue_counts(tmp_path: Path) -> None:
    """zh_Hant is a folder name; the page's language is zh."""
    folder = catalogue(tmp_path, "qq_Latn", {"Help": "Ajutus"})
    assert b"/Lang(qq)" in slip.slip_pdf(replace(SLIP, language="qq_Latn"), folder)


def test_the_receipt_can_promise_a_day() -> None:
    """Only a service point that keeps such a promise makes it."""
    promised = replace(RECEIPT, answer_by=date(2026, 12, 2))
    assert slip.receipt_png(promised, 50) != slip.receipt_png(RECEIPT, 50)


def test_the_same_slip_is_the_same_file() -> None:
    """The moment in it is the issue's, not the machine's clock."""
    assert slip.slip_pdf(SLIP) == slip.slip_pdf(SLIP)


def test_the_secret_never_shows_in_repr() -> None:
    """Not in a log, not in a traceback."""
    assert "1234567890" not in repr(SLIP)


def test_making_a_slip_writes_no_file(tmp_path: Path) -> None:
    """Python reports every file opened for writing and every one made; there is none, and none appears."""
    script = (
        "import os, sys\n"
        "from tests.delivery.test_slip import SLIP\n"
        "from desk_app.delivery import slip\n"
        "import typst\n"
        "made = []\n"
        "def watch(event, args):\n"
        "    if event == 'open' and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):\n"
        "        made.append(args[0])\n"
        "sys.addaudithook(watch)\n"
        "slip.slip_pdf(SLIP)\n"
        "print([name for name in made if '__pycache__' not in str(name)])\n"
    )
    home = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=home
    )
    assert told.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []


def test_typst_is_loaded_only_when_a_sheet_is_made() -> None:
    """Starting the desk does not pay for paper."""
    script = (
        "import sys; import desk_app.delivery.hand_over; print({'typst', 'qrcode', 'PIL'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
