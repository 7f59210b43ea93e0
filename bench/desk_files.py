#!/usr/bin/python3
"""Makes the large files of bench/desk in a folder: 50,000 supplies as xlsx, 100 MB of plots as a zipped shapefile,
200,000 plots of 200 approvals as csv. Usage: bench/desk_files.py FOLDER   (python3, python3-openpyxl)"""
import math
import struct
import sys
import zipfile

FOLDER = sys.argv[1]


def supplies_xlsx(rows):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("供地")
    sheet.append(["行政区", "电子监管号", "项目名称", "项目位置", "面积(公顷)", "土地来源", "土地用途", "供地方式", "成交价格(万元)", "土地使用权人",
                  "约定交地时间", "约定开工时间", "约定竣工时间", "合同签订日期"])
    for i in range(rows):
        number = f"14103120{10 + i // 9999:02d}B{i % 9999 + 90000:05d}"
        sheet.append(["隰县", number, f"项目{i}", f"隰县某处{i}", round(0.1 + i % 700 / 100, 4), 0, "工业", "挂牌出让", 100 + i, f"公司{i}",
                      "2015-01-01", "2015-06-01", "2017-06-01", f"2014-{i % 12 + 1:02d}-{i % 28 + 1:02d}"])
    book.save(f"{FOLDER}/supplies.xlsx")


def circle(i, corners):
    east, north = 37_490_000 + i % 250 * 60, 4_060_000 + i // 250 * 60
    turn = -2 * math.pi / (corners - 1)
    ring = [(east + 25 * math.cos(turn * k), north + 25 * math.sin(turn * k)) for k in range(corners - 1)]
    return (east - 25, north - 25, east + 25, north + 25), ring + ring[:1]


def plots_zip(count, corners):
    words = (44 + 4 + 16 * corners) // 2

    def head(length):
        box = struct.pack("<dddd", 37_400_000, 4_000_000, 37_900_000, 4_500_000)
        return struct.pack(">i20xi", 9994, length) + struct.pack("<ii", 1000, 5) + box + bytes(32)

    shapes, index = [head(50 + count * (4 + words))], [head(50 + count * 4)]
    for i in range(count):
        box, ring = circle(i, corners)
        body = struct.pack("<i4diii", 5, *box, 1, corners, 0) + b"".join(struct.pack("<dd", *point) for point in ring)
        index.append(struct.pack(">ii", 50 + i * (4 + words), words))
        shapes.append(struct.pack(">ii", i + 1, words) + body)
    fields = [(b"DKBH", b"C", 12, 0), (b"DKMJ", b"N", 16, 4)]
    table = [struct.pack("<BBBBIHH20x", 3, 124, 1, 1, count, 32 + 32 * len(fields) + 1, 29)]
    table += [name.ljust(11, b"\0") + kind + bytes(4) + bytes([size, places]) + bytes(14) for name, kind, size, places in fields]
    table.append(b"\r")
    table += [b" " + f"D{i}".encode().ljust(12) + b"          0.1962" for i in range(count)]
    with zipfile.ZipFile(f"{FOLDER}/plots.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for ending, parts in (("shp", shapes), ("shx", index), ("dbf", table + [b"\x1a"])):
            archive.writestr(f"plots.{ending}", b"".join(parts))


def plots_csv(approvals, plots):
    with open(f"{FOLDER}/approvals.csv", "w", encoding="utf-8") as file:
        file.write("批准文号,批次(项目)名称,批准机关,批准日期,批准面积(公顷)\n")
        file.writelines(f"晋政地字〔2015〕{9000 + a}号,批次{a},山西省人民政府,2015-03-04,{plots / 10}\n" for a in range(approvals))
    with open(f"{FOLDER}/plots.csv", "w", encoding="utf-8") as file:
        file.write("批准文号,地块编号,地块名称,乡镇,规划用途,地块面积(公顷)\n")
        for a in range(approvals):
            file.writelines(f"晋政地字〔2015〕{9000 + a}号,{i},地块{i},城南乡,工业,0.1\n" for i in range(1, plots + 1))


supplies_xlsx(50_000)
plots_zip(62_000, 97)
plots_csv(200, 1000)
