#!/usr/bin/env python3
"""Makes plots.csv, plots.gpkg, plots.geojson, plots.zip (a shapefile in GBK without .cpg), plots.ods from one table of plots,
and plots.xls from plots.ods by LibreOffice. The results are kept, so that the tests need neither Python nor an office program."""
import json
import os
import sqlite3
import struct
import subprocess
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ["NZYPZWH", "DKBH", "DKMC", "XZQDM", "Shape_Area", "BZ"]
WIDTHS = [40, 20, 40, 12, 19, 60]


def square(x, y, side):
    return [(x, y), (x, y + side), (x + side, y + side), (x + side, y), (x, y)]


def reverse(ring):
    return ring[::-1]


PLOTS = [
    (["晋政地字〔2015〕7号", "D-01", "城关镇一号地", "141031", "10000", ""], [[square(37500000, 4063000, 100)]]),
    (["晋政地字〔2015〕7号", "D-02", "城关镇二号地", "141031", "7500", "有洞"],
     [[square(37500200, 4063000, 100), reverse(square(37500220, 4063020, 50))]]),
    (["晋政地字〔2016〕12号", "D-01", "午城镇", "141031", "1250.5", "两块"],
     [[square(37501000.5, 4064000.25, 25)], [square(37501100, 4064000, 25)]]),
    (["晋政地字〔2016〕12号", "D-03", "无图形", "141031", "820", ""], []),
]


def number(value):
    return "%g" % value if value == int(value) and abs(value) < 1e5 else repr(value).removesuffix(".0")


def wkt(parts):
    texts = ["(" + ",".join("(" + ",".join(f"{number(x)} {number(y)}" for x, y in ring) + ")" for ring in part) + ")"
             for part in parts]
    if not texts:
        return ""
    return "POLYGON" + texts[0] if len(texts) == 1 else "MULTIPOLYGON(" + ",".join(texts) + ")"


def wkb(parts):
    polygons = []
    for part in parts:
        body = struct.pack("<BII", 1, 3, len(part))
        for ring in part:
            body += struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", x, y) for x, y in ring)
        polygons.append(body)
    return struct.pack("<BII", 1, 6, len(polygons)) + b"".join(polygons)


def make_csv():
    with open(f"{HERE}/plots.csv", "w", encoding="utf-8", newline="") as out:
        out.write(",".join(FIELDS + ["WKT"]) + "\n")
        for cells, parts in PLOTS:
            out.write(",".join(cells) + f',"{wkt(parts)}"\n')


def make_geojson():
    features = []
    for cells, parts in PLOTS:
        properties = {k: float(v) if k == "Shape_Area" else v or None for k, v in zip(FIELDS, cells)}
        shape = {"type": "MultiPolygon", "coordinates": parts} if parts else None
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4525"}}
    with open(f"{HERE}/plots.geojson", "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "crs": system, "features": features}, out, ensure_ascii=False, indent=1)


def make_gpkg():
    path = f"{HERE}/plots.gpkg"
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.executescript("""
PRAGMA page_size = 1024; PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000 / 3-degree Gauss-Kruger zone 37', 4525, 'EPSG', 4525, 'undefined', '');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('plots', 'features', 'plots', 4525);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
INSERT INTO gpkg_geometry_columns VALUES ('plots', 'geom', 'MULTIPOLYGON', 4525, 0, 0);
CREATE TABLE plots (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, NZYPZWH TEXT, DKBH TEXT, DKMC TEXT,
  XZQDM TEXT, Shape_Area DOUBLE, BZ TEXT);
""")
    for cells, parts in PLOTS:
        blob = b"GP\0\x01" + struct.pack("<i", 4525) + wkb(parts) if parts else None
        values = [blob] + [float(c) if f == "Shape_Area" else c or None for f, c in zip(FIELDS, cells)]
        db.execute("INSERT INTO plots (geom, NZYPZWH, DKBH, DKMC, XZQDM, Shape_Area, BZ) VALUES (?,?,?,?,?,?,?)", values)
    db.commit()
    db.close()


def shp_record(parts):
    rings = [ring for part in parts for ring in part]
    if not rings:
        return struct.pack("<i", 0)
    points = [p for ring in rings for p in ring]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    body = struct.pack("<i4dii", 5, min(xs), min(ys), max(xs), max(ys), len(rings), len(points))
    first = 0
    for ring in rings:
        body += struct.pack("<i", first)
        first += len(ring)
    return body + b"".join(struct.pack("<dd", x, y) for x, y in points)


def make_shapefile():
    records = [shp_record(parts) for _, parts in PLOTS]
    shp, shx, at = b"", b"", 100
    for i, body in enumerate(records):
        shp += struct.pack(">ii", i + 1, len(body) // 2) + body
        shx += struct.pack(">ii", at // 2, len(body) // 2)
        at += 8 + len(body)

    def head(body):
        return struct.pack(">i20xi", 9994, (100 + len(body)) // 2) + struct.pack("<ii64x", 1000, 5) + body

    dbf = struct.pack("<B3BIHH20x", 3, 124, 1, 1, len(PLOTS), 32 * (len(FIELDS) + 1) + 1, 1 + sum(WIDTHS))
    for field, width in zip(FIELDS, WIDTHS):
        numeric = field == "Shape_Area"
        dbf += struct.pack("<11sc4xBB14x", field.encode(), b"N" if numeric else b"C", width, 8 if numeric else 0)
    dbf += b"\r"
    for cells, _ in PLOTS:
        dbf += b" "
        for field, width, cell in zip(FIELDS, WIDTHS, cells):
            text = "%.8f" % float(cell) if field == "Shape_Area" else cell
            data = text.encode("gbk")
            dbf += data.rjust(width) if field == "Shape_Area" else data.ljust(width)
    prj = ('PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
           'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
           'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],'
           'PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],'
           'UNIT["Meter",1.0]]')
    members = {"shp": head(shp), "shx": head(shx), "dbf": dbf + b"\x1a", "prj": prj.encode()}
    with zipfile.ZipFile(f"{HERE}/plots.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for extension, data in members.items():
            out.writestr(zipfile.ZipInfo(f"plots/plots.{extension}", (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def make_workbooks():
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for n, v in names.items())

    def cell(text, numeric=False):
        if not text:
            return "<table:table-cell/>"
        value = f'office:value-type="float" office:value="{text}"' if numeric else 'office:value-type="string"'
        return f"<table:table-cell {value}><text:p>{text}</text:p></table:table-cell>"

    rows = ["".join(cell(f) for f in FIELDS + ["WKT"])]
    for cells, parts in PLOTS:
        rows.append("".join(cell(c, f == "Shape_Area") for f, c in zip(FIELDS, cells)) + cell(wkt(parts)))
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
               f'<office:spreadsheet><table:table table:name="plots">{body}</table:table></office:spreadsheet></office:body>'
               '</office:document-content>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = ('<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">'
                f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
                '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>')
    with zipfile.ZipFile(f"{HERE}/plots.ods", "w") as out:
        for name, data in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, method)
    subprocess.run(["soffice", "--headless", "--convert-to", "xls", "--outdir", HERE, f"{HERE}/plots.ods"], check=True,
                   stdout=subprocess.DEVNULL)


make_csv()
make_geojson()
make_gpkg()
make_shapefile()
make_workbooks()
