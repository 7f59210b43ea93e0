#!/usr/bin/python3
"""Makes the files of the sample county from the three tables beside this program. The published rows are not touched.

Usage: samples/xixian/make/generate.py   (python3, python3-openpyxl of Debian 12)
The xlsx differs in its time stamps only; all else is the same from run to run.
"""
import pathlib

import land
import official
import tables

folder = pathlib.Path(__file__).resolve().parent.parent
write = tables.write_csv(folder)
plots = land.all_plots()
tables.withdrawals(plots)
tables.approvals(write)
tables.plots(write, plots)
tables.boundary(folder, plots)
tables.supplies(write, plots)
tables.links(write, plots)
tables.stages(write, plots)
tables.portions(write, plots)
tables.progress(write)
tables.idle(write)
tables.papers(write)
tables.by_hand(folder, official.baseline(plots))
for on in ("2023-12-31", "2024-03-31", "2024-06-30"):
    official.approvals(write, plots, on)
for on in ("2024-03-31", "2024-06-30"):
    official.supplies(write, plots, on)
official.county_ledger(folder / "县台账_旧格式_示例.xlsx", plots)
print(len(plots), "plots")
