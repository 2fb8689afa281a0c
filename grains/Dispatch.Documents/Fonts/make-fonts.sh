#!/bin/sh
# Makes the fonts of this folder from Liberation Sans 2.1.5 (SIL Open Font License 1.1).
#
# Needs, on Debian 12: fonts-liberation2 libharfbuzz-bin python3-fonttools
# Run it only to change the characters below; the results are kept in the repository, and the same tools give the same bytes.
#
# - Five parts, because the PDF engine embeds a font file whole: a bill in a Western language carries only the first.
# - No hinting and no layout tables: readers of PDF do not use them.
# - No combining marks: they cannot be placed without a shaper, so a text that needs one is reported instead of drawn badly.
# - Another name, because the licence reserves "Liberation", "Arimo", "Tinos" and "Cousine" for the unmodified fonts.
set -eu

cd "$(dirname "$0")"
source_folder="${1:-/usr/share/fonts/truetype/liberation2}"

make_part() { # name, characters
    for style in Regular Bold; do
        file="DispatchSans$1-$style.ttf"
        hb-subset --unicodes="$2" --no-hinting --notdef-outline --drop-tables=GSUB,GPOS,GDEF,kern,DSIG,gasp,FFTM,meta \
            --output-file="$file" "$source_folder/LiberationSans-$style.ttf"
        /usr/bin/python3 - "$file" "Dispatch Sans${1:+ $1}" "$style" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont

path, family, style = sys.argv[1:]
font = TTFont(path, recalcTimestamp=False)
names = font["name"]
notice = str(names.getName(0, 3, 1, 0x409))
names.names = []
for name_id, text in {
    0: notice,
    1: family,
    2: style,
    3: f"{family} {style}, made from version 2.1.5",
    4: family if style == "Regular" else f"{family} {style}",
    5: "Version 2.1.5",
    6: path.removesuffix(".ttf"),
    10: "A modified version: fewer characters, no hinting, another name.",
    13: "Licensed under the SIL Open Font License, Version 1.1",
    14: "https://scripts.sil.org/OFL",
}.items():
    names.setName(text, name_id, 3, 1, 0x409)
font.save(path)
PYTHON
    done
}

make_part '' '0020-007E,00A0-00AC,00AE-00FF,0152,0153,0160,0161,0178,017D,017E,2010,2013,2014,2018-201A,201C-201E,2020,2022,2026,202F,2030,2039,203A,20AC,2122,2212'
make_part Extended '0100-0151,0154-015F,0162-0177,0179-017C,017F,0218-021B,02C6,02C7,02D8-02DD'
make_part Further '0180-0217,021C-024F,1E00-1EF9,2012,2015,2032,2033,2044,2070-208E,20A0-20AB,20AD-20BF,2103,2105,2113,2116,2126,212E,2153-215E,2190-2195,2202,2206,2211,2215,2219,221A,221E,2248,2260,2264,2265,25A0,25A1,25AA,25CF,FB01,FB02'
make_part Greek '0374-03FF'
make_part Cyrillic '0400-0482,048A-052F'
