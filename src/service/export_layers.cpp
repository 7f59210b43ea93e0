#include "service/export_layers.hpp"

#include "base/result.hpp"
#include "ledger/posting.hpp"

namespace service {
namespace {

using intake::MapField;
using intake::MapFieldKind;
using intake::MapLayer;
using intake::MapStyle;

/// Warm for land that waits, cold for land in use, grey for what is settled.
constexpr std::pair<const char*, unsigned> kStatusColours[] = {
    {"unsupplied.stage_unknown", 0xf4b183},
    {"unsupplied.unexpropriated", 0xe06666},
    {"unsupplied.expropriated", 0xf6b26b},
    {"unsupplied.ready", 0xffd966},
    {"unsupplied.in_process", 0xd9ead3},
    {"supplied.unreported", 0x9fc5e8},
    {"supplied.undelivered", 0xb4a7d6},
    {"supplied.delivered", 0x6fa8dc},
    {"supplied.started", 0x3d85c6},
    {"supplied.stalled", 0xc27ba0},
    {"supplied.finished", 0x93c47d},
    {"supplied.idle", 0xcc0000},
    {"closed", 0xcccccc},
};
constexpr std::pair<geo::RemnantClass, unsigned> kClassColours[] = {{geo::RemnantClass::Usable, 0xffd966},
                                                                    {geo::RemnantClass::Strip, 0xb7b7b7},
                                                                    {geo::RemnantClass::Green, 0x93c47d},
                                                                    {geo::RemnantClass::Corner, 0xf6b26b},
                                                                    {geo::RemnantClass::Noise, 0xff00ff}};

std::vector<MapStyle> status_styles() {
    std::vector<MapStyle> out;
    for (const auto& [status, colour] : kStatusColours) out.push_back({status, status_zh(status), colour});
    return out;
}
std::vector<MapStyle> class_styles() {
    std::vector<MapStyle> out;
    for (const auto& [kind, colour] : kClassColours)
        out.push_back({std::string(geo::remnant_name(kind)), class_zh(kind), colour});
    return out;
}

const MapField kName{"name", "名称"}, kApproval{"approval", "批准文号"}, kTownship{"township", "乡镇"},
    kStatus{"status", "状态代码"}, kStatusZh{"status_zh", "状态"}, kJudgement{"judgement", "判断"},
    kArea{"area_m2", "面积（平方米）", MapFieldKind::Real}, kDue{"due", "时限", MapFieldKind::Date},
    kClass{"class", "类别代码"}, kClassZh{"class_zh", "类别"}, kWidth{"width_m", "宽度（米）", MapFieldKind::Real};

}  // namespace

std::string status_zh(const std::string& status) {
    const auto account = ledger::account_from_code(status);
    return account ? std::string(ledger::account_zh(*account)) : "已了结";
}

std::string class_zh(geo::RemnantClass kind) {
    switch (kind) {
        case geo::RemnantClass::Usable:
            return "可单独供应";
        case geo::RemnantClass::Strip:
            return "狭长地";
        case geo::RemnantClass::Green:
            return "绿化带（疑似）";
        case geo::RemnantClass::Corner:
            return "边角地";
        case geo::RemnantClass::Noise:
            return "坐标误差";
    }
    return {};
}

MapLayer export_layer(const std::string& name) {
    MapLayer out;
    out.name = name;
    out.style_field = "status";
    out.styles = status_styles();
    if (name == "plots") {
        out.title = "批准地块";
        out.fields = {{"id", "地块编号"},
                      kName,
                      kApproval,
                      kTownship,
                      kArea,
                      {"unsup_m2", "未供面积（平方米）", MapFieldKind::Real},
                      kStatus,
                      kStatusZh,
                      kJudgement,
                      {"route", "处置意见"},
                      {"unit", "责任单位"}};
    } else if (name == "supplies") {
        out.title = "供应宗地";
        out.fields = {{"id", "电子监管号"},
                      kName,
                      kApproval,
                      kTownship,
                      kArea,
                      {"mode", "供应方式"},
                      {"signed_on", "签订日期", MapFieldKind::Date},
                      kStatus,
                      kStatusZh,
                      kJudgement,
                      kDue};
    } else if (name == "idle") {
        out.title = "闲置土地";
        out.fields = {{"id", "电子监管号"}, kName, kTownship, kArea, kStatus, kStatusZh, kJudgement,
                      {"cause", "原因"},    kDue};
    } else {
        PANHUO_ASSERT(name == "residual", "a layer of kExportLayers");
        out.title = "剩余地块";
        out.fields = {{"plots", "地块编号"}, {"approvals", "批准文号"}, kClass, kClassZh, kArea, kWidth};
        out.style_field = "class";
        out.styles = class_styles();
    }
    return out;
}

MapLayer piece_layer() {
    MapLayer out;
    out.name = "residual";
    out.title = "剩余地块";
    out.style_field = "class";
    out.styles = class_styles();
    out.fields = {{"piece", "序号", MapFieldKind::Real},
                  {"plots", "地块编号"},
                  kClass,
                  kClassZh,
                  kArea,
                  {"measured", "图上面积（平方米）", MapFieldKind::Real},
                  kWidth,
                  {"elongation", "狭长度", MapFieldKind::Real},
                  {"beside", "临已供地比例", MapFieldKind::Real},
                  {"reason", "依据"}};
    return out;
}

}  // namespace service
