#!/usr/bin/python3
"""Makes a province for bench/residual: N approvals of 5 to 60 corners and 2.9 N supplies, 30 % of which lie off by up
to 0.5 m, as approved.gpkg and supplied.gpkg (EPSG:4525, whole millimetres) and the same polygons as hexadecimal WKB
(approved.copy, supplied.copy) for COPY. The same N gives the same bytes.

Approvals stand in blocks of one to three round a common point and share the borders between them; within each layer
no two overlap, but for what the errors of 30 % of the supplies make. So the sum of the differences plot by plot, which
the other programs give, is the residual. N: a multiple of 20.   Usage: bench/province.py FOLDER N   (python3 alone)"""
import math
import os
import random
import sqlite3
import struct
import sys

FOLDER, COUNT = sys.argv[1], int(sys.argv[2])
assert COUNT > 0 and COUNT % 20 == 0, "a multiple of 20"
# Supplies of twenty approvals: 58, 2.9 each.
PER_APPROVAL = [1] * 2 + [2] * 5 + [3] * 7 + [4] * 5 + [5] * 1
BLOCKS = [1, 2, 3, 2, 2]  # ten approvals in five blocks
SPACING_M, EAST_M, NORTH_M = 450, 37_300_000, 3_600_000
SHARE_OFF, OFF_M = 0.3, 0.5
rng = random.Random(20240319)

CONTENTS = """
PRAGMA application_id = 1196444487; PRAGMA user_version = 10300; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2024-03-19T00:00:00.000Z', min_x DOUBLE,
  min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('undefined', -1, 'NONE', -1, 'undefined', ''), ('undefined', 0, 'NONE', 0, 'undefined', ''),
  ('CGCS2000 / 3-degree Gauss-Kruger zone 37', 4525, 'EPSG', 4525,
   'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 37",GEOGCS["China Geodetic Coordinate System 2000",'
   || 'DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],'
   || 'UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],'
   || 'PARAMETER["central_meridian",111],PARAMETER["scale_factor",1],PARAMETER["false_easting",37500000],'
   || 'PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","4525"]]', '');
"""


class Layer:
    """One table of a GeoPackage and the same as hexadecimal WKB."""

    def __init__(self, name):
        path = f"{FOLDER}/{name}.gpkg"
        if os.path.exists(path):
            os.remove(path)
        self.name, self.count, self.corners = name, 0, 0
        self.box = [math.inf, math.inf, -math.inf, -math.inf]
        self.base = sqlite3.connect(path, isolation_level=None)
        self.base.executescript(CONTENTS)
        self.base.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom POLYGON, code TEXT)")
        self.base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', 4525, 0, 0)", (name,))
        self.base.execute("BEGIN")
        self.copy = open(f"{FOLDER}/{name}.copy", "w", encoding="ascii")
        self.waiting = []

    def add(self, ring):
        """`ring`: corners in whole millimetres, not closed."""
        metres = [(x / 1000, y / 1000) for x, y in ring]
        metres.append(metres[0])
        wkb = struct.pack("<BIII", 1, 3, 1, len(metres)) + b"".join(struct.pack("<dd", *p) for p in metres)
        xs, ys = [p[0] for p in metres], [p[1] for p in metres]
        box = min(xs), min(ys), max(xs), max(ys)
        self.box = [min(self.box[0], box[0]), min(self.box[1], box[1]), max(self.box[2], box[2]), max(self.box[3], box[3])]
        self.count += 1
        self.corners += len(ring)
        head = struct.pack("<2sBBi4d", b"GP", 0, 3, 4525, box[0], box[2], box[1], box[3])
        self.waiting.append((self.count, head + wkb, f"{self.name[0].upper()}{self.count:07d}"))
        self.copy.write(f"{self.count}\t{wkb.hex()}\n")
        if len(self.waiting) == 10_000:
            self.flush()

    def flush(self):
        self.base.executemany(f"INSERT INTO {self.name} VALUES (?, ?, ?)", self.waiting)
        self.waiting = []

    def close(self):
        self.flush()
        self.base.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)"
                          " VALUES (?, 'features', ?, ?, ?, ?, ?, 4525)", (self.name, self.name, *self.box))
        self.base.execute("COMMIT")
        self.base.close()
        self.copy.close()
        print(f"{self.name}: {self.count} polygons, {self.corners} corners")


def point(centre, angle, radius_mm):
    return centre[0] + round(radius_mm * math.cos(angle)), centre[1] + round(radius_mm * math.sin(angle))


def arc(centre, start, end, corners):
    """Corners from `start` to `end`, both included, that all see the centre."""
    step = (end - start) / (corners - 1)
    return [point(centre, start + step * k, rng.uniform(80_000, 200_000)) for k in range(corners)]


def moved(ring):
    if rng.random() >= SHARE_OFF:
        return ring
    off, turn = rng.uniform(1, OFF_M * 1000), rng.uniform(0, 2 * math.pi)
    east, north = round(off * math.cos(turn)), round(off * math.sin(turn))
    return [(x + east, y + north) for x, y in ring]


def supplies_of(layer, centre, line, whole, parts):
    """Cuts an approval by rays of its centre into `parts` supplies and, two times in three, a part that is left."""
    edges = len(line) - 1
    cuts = min(edges, parts + (1 if rng.random() < 2 / 3 else 0))
    if cuts == 1:
        layer.add(moved(whole))
        return
    ends = [0] + sorted(rng.sample(range(1, edges), cuts - 1)) + [edges]
    for k in range(parts):
        layer.add(moved([centre] + line[ends[k]:ends[k + 1] + 1]))


def main():
    approved, supplied = Layer("approved"), Layer("supplied")
    sides = math.ceil(math.sqrt(COUNT / 2))
    block = 0
    while approved.count < COUNT:
        centre = (EAST_M + block % sides * SPACING_M) * 1000, (NORTH_M + block // sides * SPACING_M) * 1000
        count = BLOCKS[block % len(BLOCKS)]
        block += 1
        turn = rng.uniform(0, 2 * math.pi)
        borders = [point(centre, turn + 2 * math.pi * k / count, rng.uniform(80_000, 200_000)) for k in range(count)]
        for k in range(count):
            parts = PER_APPROVAL[approved.count * 7 % 20]
            corners = rng.randint(max(5, parts + 2), 60)
            start, end = turn + 2 * math.pi * k / count, turn + 2 * math.pi * (k + 1) / count
            # A block of one is a ring of its corners round the centre; otherwise the centre is a corner, too.
            line = arc(centre, start, end, corners + 1 if count == 1 else corners - 1)
            line[0], line[-1] = borders[k], borders[(k + 1) % count]
            whole = line[:-1] if count == 1 else [centre] + line
            approved.add(whole)
            supplies_of(supplied, centre, line, whole, parts)
    approved.close()
    supplied.close()


main()
