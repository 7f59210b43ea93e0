#!/usr/bin/python3
"""The other side of bench/residual: the residual by GeoPandas, files in and GeoPackage out.
Usage: bench/residual_geopandas.py APPROVED.gpkg SUPPLIED.gpkg OUT.gpkg; says seconds and the sum as JSON."""
import json
import sys
import time

import geopandas

start = time.monotonic()
approved, supplied = geopandas.read_file(sys.argv[1]), geopandas.read_file(sys.argv[2])
read = time.monotonic()
residual = geopandas.overlay(approved, supplied, how="difference")
overlay = time.monotonic()
residual.to_file(sys.argv[3], driver="GPKG")
end = time.monotonic()
print(json.dumps({"residual_m2": round(float(residual.geometry.area.sum()), 4), "read": round(read - start, 3),
                  "overlay": round(overlay - read, 3), "write": round(end - overlay, 3)}))
