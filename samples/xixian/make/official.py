"""The second book: what the ministry's system shows on a day, and the county's own ledger in its old form."""
import land
from land import APPROVALS, SUPPLIES, hectares, units
from tables import DRAWS, EARLY, number

# What was recorded after the baseline day, by approval (official view).
RECORDED = [("S09", "P11", "3.2000"), ("S10", "P02", "0.3620"), ("S11", "P10", "3.4570"), ("S12", "P06", "1.2650"),
            ("S13a", "P11", "2.0130"), ("S13b", "P11", "2.0130"), ("S14", "P04", "1.3280"), ("S15", "P01", "0.8653"),
            ("S16", "P02", "0.7720")]
IN_SCOPE = [f"P{n:02}" for n in range(1, 13)]


def supplied_at(every, approval, on):
    area = sum(p.area for p in every if p.approval == approval and p.account == "supplied")
    return area + sum(units(ha) for key, of, ha in RECORDED if of == approval and SUPPLIES[key]["recorded_on"] <= on)


def baseline(every):
    """Unsupplied area of the approvals in scope, and of the zone's, on the baseline day."""
    left = {a: units(APPROVALS[a]["total"]) - supplied_at(every, a, "2023-12-31") for a in IN_SCOPE}
    return sum(left.values()), left["P08"] + left["P11"]


def approvals(write, every, on):
    rows = []
    for key, a in APPROVALS.items():
        if a["approved_on"] > on:
            continue
        supplied = supplied_at(every, key, on)
        if on == "2024-06-30":  # the system's two lists agree with one another, faults and all
            supplied += {"P08": units("0.2100"), "P06": -units("0.0090")}.get(key, 0)
        rows.append([a["document_no"], a["name"], a["approved_on"], a["total"], hectares(supplied),
                     hectares(units(a["total"]) - supplied)])
    write(f"系统批文清单_{on.replace('-', '')}_示例.csv", ["批准文号", "批次(项目)名称", "批准日期", "批准面积(公顷)", "已供面积(公顷)", "未供面积(公顷)"],
          rows)


def supplies(write, every, on):
    """Faults of the second extract: S12's area with two digits turned, S15's date, S14's approval as people call it, a
    supply that our book does not have, and one that stands under the neighbour county."""
    second = on == "2024-06-30"
    by_key = {p.key: p for p in every}
    rows = []
    for key, s in SUPPLIES.items():
        if s["mode"] == "withdraw" or not s["recorded_on"] or s["recorded_on"] > on:
            continue
        approval = "、".join(dict.fromkeys(by_key[plot].document for plot in DRAWS.get(key, [])))
        area, signed, division = s["ha"], s["signed_on"], "隰县"
        if second and key == "S12":
            area = "1.2560"
        if second and key == "S15":
            signed = "2024-06-19"
        if second and key == "S14":
            approval = "2013年一批次"
        if second and key == "S08":
            division = "大宁县"
        mode = {"listing": "挂牌出让", "allocated": "划拨", "agreement": "协议出让"}[s["mode"]]
        rows.append([division, number(key), f"示例项目{key}（示例）", area, mode, signed, s["recorded_on"], approval])
    for no, key, mode, ha, signed, recorded, *_ in EARLY:
        rows.append(["隰县", no, f"示例项目{key}（示例）", ha, mode, signed, recorded, APPROVALS["X1"]["document_no"]])
    if second:
        rows.append(["隰县", "1410312016B90091", "示例项目旧账（示例）", "0.2100", "挂牌出让", "2016-10-11", "2016-10-18",
                     APPROVALS["P08"]["document_no"]])
    write(f"系统供地清单_{on.replace('-', '')}_示例.csv",
          ["行政区", "电子监管号", "项目名称", "供应面积(公顷)", "供应方式", "合同签订日期", "系统录入日期", "挂接批次"], rows)


WORDS = {  # causes and opinions as the bureau writes them
    "project_not_landed": "项目变更", "taken_along": "代征地", "corner": "边角地", "not_recorded": "已供未录",
    "used_without_supply": "未供即用", "failed_sale": "挂牌流拍", "plan_changed": "规划原因", "in_procedure": "拟供",
    "demolition_unfinished": "拆迁未完成", "dispute": "涉诉", "site_not_ready": "三通一平未做", "gate_open": "文物勘探",
    "compensation_unpaid": "征地款未付", "withdraw": "撤回", "allocate_manager": "划拨给管理单位", "record_backfill": "补录",
    "complete_papers": "完善手续", "supply": "供应", "expropriate": "应征则征", "prepare_site": "净地整理",
}


def county_ledger(path, every):
    """Sheets by year, a merged title, areas in mu, causes in free words. Planted: batch names merged over their rows,
    a sum inside the data, a foot note, a hidden sheet with figures of last year."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    head = ["序号", "批次名称", "批准文号", "地块编号", "未供面积", "未供原因", "处置意见", "责任单位", "完成时限", "进展情况"]
    book = Workbook()
    book.remove(book.active)
    own = {"P07b1", "P11d1"}  # these have portions of their own
    shown = [p for p in every if p.account.startswith("unsupplied") and p.key not in own and p.cause
             and p.approval not in ("X2", "X3")]
    for year in sorted({APPROVALS[p.approval]["approved_on"][:4] for p in shown}):
        sheet = book.create_sheet(f"{year}年")
        sheet.append([f"隰县批而未供土地台账（{year}年批次，示例）"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(head))
        sheet["A1"].alignment = Alignment(horizontal="center")
        sheet.append(["填报单位：隰县自然资源局（示例）", "", "", "", "", "", "", "", "单位：亩"])
        sheet.append(head)
        members = [p for p in shown if APPROVALS[p.approval]["approved_on"][:4] == year]
        for approval in dict.fromkeys(p.approval for p in members):
            rows = [p for p in members if p.approval == approval]
            first = sheet.max_row + 1
            for n, p in enumerate(rows, 1):
                a = APPROVALS[approval]
                mu = round(p.area / 1_000_000 * 15 + 1e-9, 2)
                sheet.append([n, a["name"], a["document_no"], p.number, mu, WORDS[p.cause], WORDS.get(p.route, ""), p.unit,
                              p.planned, ""])
            if len(rows) > 1:
                for column in (2, 3):
                    for row in range(first + 1, first + len(rows)):
                        sheet.cell(row, column).value = None
                    sheet.merge_cells(start_row=first, end_row=first + len(rows) - 1, start_column=column, end_column=column)
            sheet.append(["", "小计", "", "", round(sum(p.area for p in rows) / 1_000_000 * 15, 2)])
        sheet.append(["注：面积为亩；以系统数为准。"])
    old = book.create_sheet("去年旧数")
    old.sheet_state = "hidden"
    old.append(head)
    old.append([1, "旧批次", "晋政地字〔2009〕9041号", "b1", 99.99, "项目变更", "撤回", "自然资源局", "2023-06-30", ""])
    book.save(path)
