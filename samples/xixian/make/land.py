"""Plots of the sample county: areas by the rules of the README, and rectangles that have them.

Areas are integers of 0.01 m2 (a millionth of a hectare), so that every sum is exact.
"""
import csv
import datetime
import pathlib

HERE = pathlib.Path(__file__).parent
ZONE = "示范区"


def units(hectares):
    """Hectares as text -> 0.01 m2."""
    whole, _, part = hectares.partition(".")
    return int(whole) * 1_000_000 + int((part + "000000")[:6])


def hectares(area, places=6):
    text = f"{area / 1_000_000:.{places}f}"
    return text.rstrip("0").rstrip(".") if places == 6 else text


def read(name):
    with open(HERE / name, encoding="utf-8") as file:
        return list(csv.DictReader(file))


APPROVALS = {row["id"]: row for row in read("approvals.csv")}
SUPPLIES = {row["id"]: row for row in read("supplies.csv")}
ZONED = {"P08", "P11"}

# Which published supply stands on which plot of a supplied group, with the area of its new land. Only this link is
# made up; the published rows themselves are untouched.
PUBLISHED = {
    "P01a": [("1410312012A00020", "13.0299")],
    "P02a": [("1410312013A00070", "0.008900"), ("1410312013A00064", "0.109420"), ("1410312013A00059", "0.291900"),
             ("1410312013A00080", "0.151800"), ("1410312013B00097", "0.666100")],
    "P02b": [("1410312014A00107", "0.635611"), ("1410312014A00165", "0.414231"), ("1410312014A00240", "0.258013"),
             ("1410312014A00213", "0.249809"), ("1410312014A00234", "0.513350")],
    "P02c": [("1410312014A00094-1", "0.100000")],
    "P03a": [("1410312013A00158", "232.8424")],
    "P04a": [("1410312014A00175", "2.427250"), ("1410312014A00227", "4.020264"), ("1410312014A00200", "0.430971"),
             ("1410312014A00251", "1.119324"), ("1410312015A00176", "0.291100")],
    "P05a": [("1410312015A00138-1", "139.8000")],
    "P06a": [("1410312014A00196", "0.689965"), ("1410312015B00207", "0.376336"), ("1410312016A00230", "1.565755"),
             ("1410312016A00248", "0.578460")],
    "P07a": [("1410312014A00094-1", "0.088827"), ("1410312014A00185", "0.508660"), ("1410312015B00127-2", "0.218435"),
             ("1410312015A00155", "0.130153"), ("1410312016A00275", "0.545316"), ("1410312014A00034", "0.299000")],
}
# Parts that the note of a group names: area and place of each.
PARTS = {
    "P09a": [("8.2140", "城南乡", "车家坡村"), ("7.6630", "城南乡", "留城村"), ("6.4230", "城南乡", "石家庄村"),
             ("8.9480", "午城镇", "午城村"), ("5.6600", "午城镇", "水堤村")],
    "P08a": [("3.1200", "", ""), ("2.2100", "", "")],
    "P08d": [("1.3500", "", ""), ("0.8600", "", "")],
    "P11a": [("3.6500", "", ""), ("2.5000", "", "")],
    "P11c": [("2.0130", "", ""), ("2.0130", "", "")],
    "X1a-e": [("0.8200", "", ""), ("1.9600", "", ""), ("0.5400", "", ""), ("1.2000", "", ""), ("1.3867", "", ""),
              ("0.6933", "", "")],
    "P12a": [("3.2200", "寨子乡", ""), ("1.6100", "寨子乡", ""), ("2.9900", "阳头升乡", ""), ("1.4950", "阳头升乡", "")],
}


def split(area, count):
    """Weights n, n-1, …, 1, each rounded to 0.0001 ha; the last takes the rest."""
    total = count * (count + 1) // 2
    parts = [area * weight // total // 100 * 100 for weight in range(count, 1, -1)]
    return parts + [area - sum(parts)]


class Plot:
    def __init__(self, group, number, area, township, village):
        self.approval, self.group, self.number = group["approval"], group["group"], number
        self.area, self.township, self.village = area, township, village
        self.use, self.account = group["use"], group["account"]
        self.cause, self.route = group["cause"], group["route"]
        self.unit, self.planned = group["unit"], group["planned"]
        self.ring = None  # east, north in mm

    @property
    def document(self):
        return APPROVALS[self.approval]["document_no"]

    @property
    def key(self):
        return self.approval + self.number


def plots_of(group):
    name = group["approval"] + group["group"]
    township = "" if "/" in group["township"] or group["township"] == "多乡镇" else group["township"]
    if name in PUBLISHED:
        parts = [(area, township, "") for _, area in PUBLISHED[name]]
    elif name in PARTS:
        parts = [(area, town or township, village) for area, town, village in PARTS[name]]
    else:
        parts = [(hectares(area), township, "") for area in split(units(group["ha"]), int(group["plots"]))]
    assert sum(units(area) for area, _, _ in parts) == units(group["ha"]), name
    letter = group["group"][0]
    single = len(parts) == 1
    return [Plot(group, letter if single else f"{letter}{n}", units(area), town, village)
            for n, (area, town, village) in enumerate(parts, 1)]


def lay_out(plots):
    """Each group is a block of its own; its plots are strips across it and share their edges."""
    blocks = {}
    for plot in plots:
        blocks.setdefault((plot.approval, plot.group), []).append(plot)
    column, row_of = 0, {}
    for (approval, _), members in blocks.items():
        row = row_of.setdefault(approval, len(row_of))
        column = 0 if not members or members[0].group in ("a", "a-e") else column + 1
        total = sum(plot.area for plot in members)
        narrow = any(plot.cause in ("taken_along", "corner") for plot in members)
        width = 12_000 if narrow else max(20_000, round((total * 10_000 * 1.5) ** 0.5))  # mm
        east, north = 494_000_000 + column * 2_600_000, 4_062_000_000 - row * 2_600_000
        done = 0
        for plot in members:
            low = north + round(done * 10_000 / width)
            done += plot.area
            high = north + round(done * 10_000 / width)
            plot.ring = [(east, low), (east, high), (east + width, high), (east + width, low)]


def all_plots():
    groups = [group for group in read("groups.csv") if group["account"] != "noise"]
    plots = [plot for group in groups for plot in plots_of(group)]
    lay_out(plots)
    # fault: a corner of P07 drawn 26 m into P02's (12 m wide, 312 m2 of land under two approvals)
    by_key = {plot.key: plot for plot in plots}
    into, strayed = by_key["P02h1"].ring, by_key["P07e3"]
    high = into[0][1] + 26_000
    low = high - (strayed.ring[1][1] - strayed.ring[0][1])
    east = into[0][0]
    strayed.ring = [(east, low), (east, high), (east + 12_000, high), (east + 12_000, low)]
    return plots


def wkt(ring, shift=(0, 0)):
    points = [(37_000_000_000 + east + shift[0], north + shift[1]) for east, north in ring + ring[:1]]
    return "POLYGON ((" + ", ".join(f"{e / 1000:.3f} {n / 1000:.3f}" for e, n in points) + "))"


def day(text, add):
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days=add)).isoformat()
