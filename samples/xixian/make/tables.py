"""The files of the sample county, each as the office that keeps it would write it. Planted faults are named here and
in the README; none of them moves a figure of the campaign."""
import csv
import json

import land
from land import APPROVALS, SUPPLIES, ZONE, ZONED, day, hectares, units

MODE = {"listing": "挂牌出让", "allocated": "划拨", "agreement": "协议出让"}
# Supplies on the batch before the scope (X1): idle cases I3-I6, and one signed before its approval.
EARLY = [
    ("1410312015B90007", "X1a", "挂牌出让", "0.8200", "2015-03-10", "2015-03-17", "2015-05-10", "2016-03-10", "2018-03-10"),
    ("1410312013B90011", "X1b", "挂牌出让", "1.9600", "2013-05-20", "2013-05-27", "2013-07-20", "2014-05-20", "2016-05-20"),
    ("1410312018A90071", "X1c", "划拨", "0.5400", "2018-11-20", "2018-11-27", "2019-04-12", "", ""),
    ("1410312020B90044", "X1d", "挂牌出让", "1.2000", "2020-08-05", "2020-08-12", "2020-10-05", "2021-08-05", "2023-08-05"),
    ("1410312008B90003", "X1e", "挂牌出让", "2.0800", "2008-11-20", "2008-11-28", "", "", ""),  # before 2008-12-26
]
# Where each made-up supply stands: group, and area where it is not the whole of it.
DRAWS = {
    "S01": ["P08a1"], "S02": ["P08a2"], "S03": ["P08b"], "S04": ["P08c"], "S05": ["P08d1"], "S06": ["P08d2"],
    "S07": ["P11a1"], "S08": ["P11a2"], "S09": ["P11b"], "S10": ["P02d"], "S11": ["P10c1", "P10c2"], "S12": ["P06c"],
    "S13a": ["P11c1"], "S13b": ["P11c2"], "S14": ["P04b"], "S15": ["P01c1", "P01c2"],
    "S16": ["P02f1", "P02f2", "P02f3"], "S17": ["P09a1", "P09a2", "P09a3", "P09a4", "P09a5"],
    "S18": ["P08h1", "P08h2"], "S19": ["P04c1", "P04c2"], "S20": ["P06b"], "S21": ["P07c1", "P07c2", "P07c3"],
    "S31": ["X2a1", "X2a2"],
}
EARLY_DRAWS = {"X1a": ["X1a1"], "X1b": ["X1a2"], "X1c": ["X1a3"], "X1d": ["X1a4"], "X1e": ["X1a5", "X1a6"]}
ODD_NUMBER = {"P08": "晋政地字[2014]9212号", "P04": "晋政地字(2012)9009号"}  # fault: brackets as people type them
BY_TXT = {"X2", "X3"}  # plots of these come as boundary text


def number(key):
    """The electronic number of a made-up supply."""
    return "1410312018A90052-1" if key == "S05" else SUPPLIES[key]["supervision_no"]


def approvals(write):
    head = ["批准文号", "批次(项目)名称", "用地类型", "批准机关", "批准日期", "批准面积(公顷)", "农用地(公顷)", "耕地(公顷)", "建设用地(公顷)",
            "未利用地(公顷)", "征收面积(公顷)", "国有土地面积(公顷)", "行政区", "开发区", "一地两批", "备注"]
    types = {"batch": "分批次建设用地", "single_site": "单独选址建设项目用地", "linkage": "增减挂钩项目建新区"}
    rows = [[a["document_no"], a["name"], types[a["type"]], a["authority"], a["approved_on"], a["total"], a["farmland"],
             a["cultivated"], a["built"], a["unused"], a["expropriated"], a["state_owned"], "隰县",
             ZONE if a["id"] in ZONED else "",
             APPROVALS["P07"]["document_no"] if a["id"] == "X3" else "",  # fault: the same land under two papers
             "示例"] for a in APPROVALS.values()]
    rows.append(["晋政地字〔2008〕9230号", "隰县2008年第三批次建设用地（示例）", "分批次建设用地", "山西省人民政府", "2008-12-26", "123.0000",
                 "7.0120", "6.0400", "0.6880", "0.5000", "8.2000", "0", "隰县", "", "", "示例：重复行，亩写在公顷列"])  # fault
    write("用地批文_示例.csv", head, rows)


def plots(write, every):
    head = ["批准文号", "地块编号", "地块名称", "行政区", "开发区", "乡镇", "村", "规划用途", "地块面积(公顷)", "WKT", "备注"]
    rows = [[p.document, p.number, f"{p.key}地块（示例）", "隰县", ZONE if p.approval in ZONED else "", p.township, p.village,
             p.use, hectares(p.area), land.wkt(p.ring), "示例"] for p in every if p.approval not in BY_TXT]
    write("批准地块_示例.csv", head, rows)


def boundary(folder, every):
    """Boundary text of the two approvals outside the scope; X3 has the faults that surveyors make."""
    for approval in sorted(BY_TXT):
        document = APPROVALS[approval]["document_no"]
        lines = ["[属性描述]", "坐标系=2000国家大地坐标系", "几度分带=3", "投影类型=高斯克吕格", "计量单位=米", "带号=37", "精度=0.001",
                 "转换参数=,,,,,,", "[地块坐标]"]
        members = [p for p in every if p.approval == approval]
        for p in members:
            fault = {"X3b1": "swapped", "X3b2": "open"}.get(p.key, "")
            lines += plot_lines(p, fault)
        if approval == "X3":
            lines += plot_lines(members[-1], "zone", "b9")
        name = f"界址点_{document}_示例.txt"
        (folder / name).write_text("\r\n".join(lines) + "\r\n", encoding="gb18030")


def plot_lines(plot, fault, number=""):
    ring = plot.ring if fault == "open" else plot.ring + plot.ring[:1]
    prefix = 19_000_000_000 if fault == "zone" else 37_000_000_000
    area = hectares(plot.area, 4)
    lines = [f"{len(plot.ring)},{area},{number or plot.number},{plot.key}地块（示例）,面,,{plot.use},,@"]
    for i, (east, north) in enumerate(ring):
        name = f"J{i % len(plot.ring) + 1}"
        x, y = f"{north / 1000:.3f}", f"{(prefix + east) / 1000:.3f}"
        lines.append(f"{name},1,{y},{x}" if fault == "swapped" else f"{name},1,{x},{y}")
    return lines


def supplies(write, every):
    head = ["行政区", "电子监管号", "项目名称", "项目位置", "面积(公顷)", "土地来源", "土地用途", "供地方式", "成交价格(万元)", "土地使用权人",
            "统一社会信用代码", "约定交地时间", "约定开工时间", "约定竣工时间", "合同签订日期", "系统录入日期", "WKT", "备注"]
    ring = {p.key: p for p in every}
    odd_date = {"S14": "2024.6.12", "S15": "2024/6/18", "S16": "45461"}  # fault: dates as people write them
    rows = []
    for key, s in SUPPLIES.items():
        if s["mode"] == "withdraw":
            continue
        shifted = len(DRAWS.get(key, [])) == 1 and DRAWS[key][0][:3] in ("P02", "P04", "P06", "P07")
        shape = land.wkt(ring[DRAWS[key][0]].ring, (300, -200)) if shifted else ""
        area = "０．５２００" if key == "S18" else s["ha"]  # fault: full width
        source = s["ha"] if key == "S30" else "0"
        code = {"S03": "91141031MA0XIXIA1X", "S01": "91141031MA0K000015"}.get(key, "")  # fault: wrong check character
        rows.append(["隰县", number(key), f"示例项目{key}（示例）", "隰县（示例位置）", area, source, s["use"], MODE[s["mode"]],
                     s["price_wan"], f"示例{key}公司", code, s["delivery"], s["start"], s["finish"],
                     odd_date.get(key, s["signed_on"]), s["recorded_on"], shape, "示例"])
    for no, key, mode, ha, signed, recorded, delivery, start, finish in EARLY:
        rows.append(["隰县", no, f"示例项目{key}（示例）", "隰县（示例位置）", ha, "0", "商住", mode, "", f"示例{key}公司", "", delivery,
                     start, finish, signed, recorded, "", "示例"])
    # fault: an earlier issue of S05 with another area; the re-issue "-1" stands for it
    rows.append(["隰县", "1410312018A90052", "示例项目S05（示例）", "隰县（示例位置）", "1.3000", "0", "公共设施", "划拨", "", "示例S05公司",
                 "", "2018-07-20", "", "", "2018-06-20", "2018-06-27", "", "示例：重发前的旧数"])
    # fault: a row of the neighbour county
    rows.append(["大宁县", "1410302019B90001", "示例项目邻县（示例）", "大宁县（示例位置）", "1.0000", "0", "工业", "挂牌出让", "100",
                 "示例邻县公司", "", "", "", "", "2019-05-06", "2019-05-10", "", "示例：邻县的行"])
    write("供地结果_示例.csv", head, rows)


def links(write, every):
    head = ["电子监管号", "批准文号", "地块编号", "占用面积(公顷)", "带供", "备注"]
    by_key = {p.key: p for p in every}
    rows = []

    def draw(no, key, area="", carried="", note=""):
        p = by_key[key]
        rows.append([no, ODD_NUMBER.get(p.approval, p.document), p.number, area or hectares(p.area), carried, note])

    for key, plots_ in DRAWS.items():
        for plot in plots_:
            draw(number(key), plot)
    draw(number("S12"), "P06d1", "0.1210", "是", "随宗地带供的代征道路")
    for early, plots_ in EARLY_DRAWS.items():
        for plot in plots_:
            draw(next(e[0] for e in EARLY if e[1] == early), plot)
    write("挂接_示例.csv", head, rows)

    rows = []
    groups = {}
    for p in every:
        groups.setdefault(p.approval + p.group, []).append(p)
    for group, drawn in land.PUBLISHED.items():
        for (no, area), p in zip(drawn, groups[group]):
            whole = "141.2624" if group == "P05a" else area
            note = "超出批准面积 1.4624 公顷" if group == "P05a" else ""
            rows.append([no, p.document, p.number, whole, "", "已公布宗地与虚构批文的挂接，仅为演示" + (f"；{note}" if note else "")])
    write("挂接_已公布宗地与示例批文.csv", head, rows)


def stages(write, every):
    """Expropriation village by village, readiness work by work, and offers: what the stage of each plot rests on."""
    taken, ready, offers = [], [], []
    for p in every:
        approved = APPROVALS[p.approval]["approved_on"]
        money = max(1, round(p.area / 1_000_000 * 110))  # 万元
        if p.account == "unsupplied.unexpropriated":
            due = 720 if p.key == "P10b1" else money
            taken.append([p.document, p.number, p.village or "（示例村）", hectares(p.area), "否", "", str(due), "0", "2023-12-20",
                          "补偿未到位", ""])
        elif p.account in ("unsupplied.expropriated", "unsupplied.ready", "unsupplied.in_process"):
            taken.append([p.document, p.number, p.village or "（示例村）", hectares(p.area), "是", "9", str(money), str(money),
                          day(approved, 400) if day(approved, 400) < "2023-12-20" else "2023-12-20", "", f"示例转账{p.key}"])
        if p.account in ("unsupplied.ready", "unsupplied.in_process"):
            ready.append([p.document, p.number, "是", "是", "是", "否", "是", "是", "是", "是", "2023-12-20", f"示例核实{p.key}"])
        elif p.key in ("P07b1", "P07b2", "P08e1"):
            ready.append([p.document, p.number, "是", "否", "是", "否", "否", "否", "否", "否", "2023-12-20", ""])
        if p.key in ("P02g1", "P02g2", "P02g3"):
            for year in ("2021", "2022"):
                offers.append([f"示例挂{year}-{p.number}", p.document, p.number, hectares(p.area), f"{year}-09-01",
                               f"{year}-09-30", f"{year}-09-30", ""])
        supply = {"P06c": "S12", "P10c1": "S11", "P10c2": "S11"}.get(p.key)
        if supply:
            offers.append([f"示例拟供{p.key}", p.document, p.number, hectares(p.area), "2023-12-22", "2024-04-30", "",
                           number(supply)])
    write("征收_示例.csv", ["批准文号", "地块编号", "村", "征收面积(公顷)", "是否完成征收", "户数", "应付补偿(万元)", "已付补偿(万元)", "核查日期",
                        "备注", "支付凭证"], taken)
    write("净地_示例.csv", ["批准文号", "地块编号", "通路", "通水", "通电", "通气", "排水", "围挡", "平整", "是否净地", "核实日期", "凭证"], ready)
    write("公告_示例.csv", ["公告编号", "批准文号", "地块编号", "公告面积(公顷)", "公告日期", "公告截止日期", "流拍日期", "电子监管号"], offers)
    write("储备_示例.csv", ["储备编号", "储备地块名称", "批准文号", "储备面积(亩)", "入库日期", "是否抵押", "抵押到期日", "储备机构"], [
        ["示例储备9001", "城南储备地（示例）", APPROVALS["P02"]["document_no"], "36.4650", "2016-05-01", "是", "2025-12-31", "示例储备中心"],
        ["示例储备9002", "园区储备地（示例）", APPROVALS["P11"]["document_no"], "60.3900", "2021-08-15", "否", "", "示例储备中心"]])


def portions(write, every):
    """Portions of their own; the ledger in its old form says the rest. Faults: P07b1 falls short by 0.0300 ha, and
    P11d1 stands in mu in a column of hectares and names a person where a post belongs."""
    by_key = {p.key: p for p in every}
    head = ["批准文号", "地块编号", "处置单元序号", "未供面积(公顷)", "未供原因", "处置意见", "责任单位", "责任人", "配合单位", "拟供方式",
            "意向用途", "计划完成时间", "目前进展", "更新日期"]
    b1, d1 = by_key["P07b1"], by_key["P11d1"]
    write("处置单元_示例.csv", head, [
        [b1.document, b1.number, "1", "1.2000", "前期开发未完成", "前期开发", "教科局", "副局长", "住建局", "划拨",
         "学校（示例）", "2024-11-20", "场地平整过半（示例）", "2024-06-20"],
        [b1.document, b1.number, "2", hectares(b1.area - units("1.2000") - units("0.0300")), "前期开发未完成", "前期开发", "教科局",
         "副局长", "", "划拨", "学校（示例）", "2024-11-20", "", ""],
        [d1.document, d1.number, "1", hectares(d1.area * 15), "项目未落地", "组织供应", "示范区", "王某某", "工信局", "挂牌出让",
         "工业（示例）", "2024-11-20", "与两家意向单位洽谈（示例）", "2024-06-25"]])


def progress(write):
    """What was seen of the made-up supplies; nothing is said of a published one."""
    head = ["电子监管号", "事项", "日期", "涉及面积(公顷)", "施工内容", "系统录入日期", "凭证", "已动工开发面积(公顷)", "应动工开发面积(公顷)",
            "已投资额(万元)", "总投资额(万元)", "备注"]
    rows = []

    def see(no, event, on, work="", area="", recorded="", paper="", note="", built=("", "", "", "")):
        rows.append([no, event, on, area, work, recorded, paper, *built, note])

    spellings = [lambda d: d, lambda d: d.replace("-", "."), lambda d: d.replace("-", "/"),
                 lambda d: f"{d[:4]}年{int(d[5:7])}月{int(d[8:])}日"]
    turn = 0
    for key, s in SUPPLIES.items():
        if s["mode"] == "withdraw" or key in ("S13b",):
            continue
        write_date = spellings[turn % 4]
        turn += 1
        if s["price_wan"] and s["price_wan"] != "0":
            see(number(key), "缴款", write_date(day(s["signed_on"], 30)), paper=f"示例票据{key}")
        if s["delivery"] and s["delivery"] < "2024-11-30":
            see(number(key), "交地", write_date(s["delivery"]), paper=f"示例交地{key}")
        if s["delivery"] and s["delivery"] < "2023-06-30" and key not in ("S03",):
            see(number(key), "施工许可", write_date(day(s["delivery"], 60)), paper=f"示例许可{key}")
            see(number(key), "现场核查", write_date(day(s["delivery"], 200)))
    for key, start in (("S01", "2016-04-20"), ("S02", "2016-06-01"), ("S04", "2018-09-10"), ("S05", "2018-10-15"),
                       ("S06", "2019-07-01"), ("S07", "2022-10-20"), ("S08", "2023-03-08")):
        see(number(key), "开工", start, "基础三分之一", recorded=day(start, 5))
        see(number(key), "现场核查", day(start, 90))
    for key, finish in (("S01", "2018-05-08"), ("S02", "2019-04-30"), ("S05", "2020-09-30"), ("S06", "2021-03-15")):
        see(number(key), "竣工", finish, recorded=day(finish, 7))
    see(number("S04"), "停工", "2019年6月30日", note="完成面积 14%，投资 11%", built=("0.3696", "2.6400", "352", "3200"))
    see(number("S03"), "未动工", "2018-03-12", paper="示例调查9001号")
    see(number("S03"), "未动工", "2023.12.1")
    for no, start in (("1410312015B90007", "2016-03-10"), ("1410312013B90011", "2014-05-20")):
        see(no, "未动工", day(start, 400))
        see(no, "现场核查", day(start, 800))
        see(no, "未动工", "2023-11-20")
    see("1410312018A90071", "交地", "2019-04-12", paper="示例交地X1c")
    see("1410312018A90071", "未动工", "2023-11-21")
    see("1410312015B90007", "施工许可", "2024-05-22", paper="示例许可X1a")
    see("1410312015B90007", "开工", "2024-05-22", "基础三分之一", recorded="2024-05-30")
    see("1410312020B90044", "竣工", "2024-05-09", note="现场核查：2023 年已建成，日期不详")
    see("1.41031E+15", "开工", "2024-03-01", note="示例：电子表格把监管号变成了数")  # fault
    see("1410312022B90016", "现场核查", "三月底", note="示例：日期写不清")  # fault
    see("1410312022B90016", "现场核查", "45376")
    write("批后进展_示例.csv", head, rows)


def idle(write):
    head = ["编号", "电子监管号", "项目名称", "闲置面积(公顷)", "状态", "清册日期", "认定书文号", "认定日期", "闲置类型", "闲置原因", "具体情形", "证明材料",
            "抵押", "查封", "涉诉", "佐证上传日期", "调查通知书文号", "调查通知书送达日期", "应缴闲置费(万元)", "已缴闲置费(万元)", "责任单位", "责任人",
            "计划完成时间", "备注"]
    write("闲置土地_示例.csv", head, [
        ["I1", "1410312016B90033", "示例项目S03（示例）", "4.1200", "已认定", "2023-12-31", "示例闲认〔2018〕9001号", "2018-05-28", "未动工",
         "企业", "无资金", "", "是", "否", "否", "", "示例调查〔2018〕9001号", "2018-03-15", "82.40", "0", "自然资源局", "副局长", "2024-10-31",
         "闲置费 82.40 万元未缴；已抵押"],
        ["I2", "1410312017B90047", "示例项目S04（示例）", "2.6400", "已认定", "2023-12-31", "示例闲认〔2021〕9002号", "2021-04-15", "中止",
         "企业", "停工", "", "否", "否", "否", "", "示例调查〔2021〕9002号", "2021-02-20", "", "", "自然资源局", "副局长", "", "四幢厂房完成一幢基础"],
        ["I3", "1410312015B90007", "示例项目X1a（示例）", "0.8200", "已认定", "2023-12-31", "示例闲认〔2019〕9003号", "2019-09-16", "未动工",
         "政府", "第八条第一项：未修进场道路", "示例会议纪要9003号", "", "", "否", "", "", "", "", "", "住建局", "", "", ""],
        ["I4", "1410312013B90011", "示例项目X1b（示例）", "1.9600", "已认定", "2023-12-31", "示例闲认〔2018〕9004号", "2018-11-05", "未动工",
         "政府", "法院查封，诉讼未结", "示例裁定9004号", "", "是", "是", "", "", "", "", "", "自然资源局", "", "", "佐证 2024-07-03 上传，见手工记录"],
        ["I5", "1410312018A90071", "示例项目X1c（示例）", "0.5400", "疑似", "2023-12-31", "", "", "未动工", "", "", "", "", "", "否", "", "", "", "", "", "自然资源局", "", "", "2024-04-22 发调查通知"],
    ])


def papers(write):
    write("撤回批文_示例.csv", ["申报编号", "类别", "批准文号", "地块编号", "面积(公顷)", "已有材料", "申报日期", "受理日期",
                                "批复日期", "系统标注日期", "备注"], WITHDRAWALS)
    write("决定_示例.csv", ["决定文号", "决定类型", "电子监管号", "批准文号", "决定面积(公顷)", "决定日期", "系统录入日期", "依据"], [
        ["示例误差9001号", "坐标误差", "", APPROVALS["P02"]["document_no"], "0.005866", "2023-06-30", "2023-06-30", "示例核查记录"],
        ["示例解除9079号", "解除", number("S13b"), "", "2.0130", "2024-08-14", "2024-08-14", "示例解除协议"],
        ["示例收回9001号", "无偿收回", number("S03"), "", "4.1200", "2024-09-20", "2024-10-28", "示例收回决定，批准 2024-09-10"]])
    county = [["隰县", "批而未供", "", "34.2000", "下达", "2024-07-26", "自然资源局", "副县长", "示例下达任务文件"],
              ["隰县", "闲置土地", "", "2.3000", "下达", "2024-07-26", "自然资源局", "副县长", "示例下达任务文件"],
              [ZONE, "批而未供", "25%", "", "暂定", "2024-03-19", "示范区", "管委会主任", "示例分解文件"],
              [ZONE, "批而未供", "", "6.4000", "下达", "2024-07-26", "示范区", "管委会主任", "示例下达任务文件"]]
    for town, share in (("城南乡", "10.9434"), ("午城镇", "5.7105"), ("黄土镇", "2.8500"), ("寨子乡", "1.6160"), ("龙泉镇", "1.3249"),
                        ("阳头升乡", "1.2817")):
        county.append([town, "批而未供", "", share, "暂定", "2024-03-19", town,
                       "镇长" if town.endswith("镇") else "乡长", "示例分解文件"])
    write("任务分解_示例.csv", ["单位", "存量类型", "任务比例", "任务面积(公顷)", "任务性质", "生效日期", "责任单位", "责任领导", "依据"], county)


WITHDRAWALS = []
FIRST_PAPERS = ("县人民政府请示、市级审核意见、原用地批准文件、勘测定界图和界址点坐标、未供应证明、征地补偿安置了结情况、被征地农民集体意见、"
                "现场地类证明")


def withdrawals(every):
    for p in every:
        if p.approval == "P10" and p.group == "a":
            WITHDRAWALS.append([f"示例撤回1号之{p.number}", "撤回", p.document, p.number, hectares(p.area), FIRST_PAPERS, "2024-06-25",
                                "2024-07-02", "2024-10-18", "2024-11-06", "示例"])
        if p.approval == "P01" and p.group == "b":
            WITHDRAWALS.append([f"示例撤回2号之{p.number}", "撤回", p.document, p.number, hectares(p.area), "县人民政府请示、原用地批准文件",
                                "2024-06-28", "", "", "",
                                "示例：2024-08-09 退回补件"])


def by_hand(folder, base):
    """What has no table: frozen baselines, and what became known in the year."""
    county, zone = base
    statements = [
        {"kind": "baseline", "reason": "示例：存量基数", "record": {"stock": "unsupplied", "division": "141031", "on": "2023-12-31",
                                                          "area_m2": county / 100, "document": "系统导出批文清单（示例）"}},
        {"kind": "baseline", "reason": "示例：存量基数", "record": {"stock": "unsupplied", "division": "141031", "zone": ZONE,
                                                          "on": "2023-12-31", "area_m2": zone / 100,
                                                          "document": "系统导出批文清单（示例）"}},
        {"kind": "baseline", "reason": "示例：闲置存量基数", "record": {"stock": "idle", "division": "141031", "on": "2023-12-31",
                                                            "area_m2": 95400, "document": "系统闲置清册（示例）"}},
        {"kind": "idle", "key": "idle|I4", "change": "amend", "effective": "2024-07-03", "reason": "示例：涉诉佐证已上传，回执存档",
         "record": {"evidence_uploaded_on": "2024-07-03"}},
    ]
    text = "[\n" + ",\n".join(" " + json.dumps(s, ensure_ascii=False) for s in statements) + "\n]\n"
    (folder / "手工记录_示例.json").write_text(text, encoding="utf-8")


def write_csv(folder):
    def write(name, head, rows):
        with open(folder / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head] + rows)
    return write
