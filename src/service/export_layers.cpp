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
        out.push_back({std::string(geo::remnant_name(kind)), geo::remnant_text(kind).zh, colour});
    return out;
}

// Aliases are headings that `import` knows (rulebooks/data/headings.tsv), so plots and supplies can come back; what is
// our own finding is called by other names, so that nobody's import takes it for a stated fact.
const MapField kId{"id", "账簿编号"}, kApproval{"approval", "批准文号"}, kTownship{"township", "乡镇"},
    kStatus{"status", "账面状态代码"}, kStatusZh{"status_zh", "账面状态"}, kJudgement{"judgement", "判断"},
    kArea{"area_m2", "面积（平方米）", MapFieldKind::Real},
    kPlanar{"planar_m2", "图上面积（平方米）", MapFieldKind::Real},
    kEllipsoid{"ellips_m2", "椭球面积（平方米）", MapFieldKind::Real}, kMatches{"matches", "面积相符于"},
    kDue{"due", "时限", MapFieldKind::Date}, kClass{"class", "剩余类型代码"}, kClassZh{"class_zh", "剩余类型"},
    kWidth{"width_m", "宽度（米）", MapFieldKind::Real};

}  // namespace

std::string status_zh(const std::string& status) {
    const auto account = ledger::account_from_code(status);
    return account ? std::string(ledger::account_zh(*account)) : "已了结";
}

MapLayer export_layer(const std::string& name) {
    MapLayer out;
    out.name = name;
    out.style_field = "status";
    out.styles = status_styles();
    if (name == "plots") {
        out.title = "批准地块";
        out.fields = {kId,
                      {"number", "地块编号"},
                      {"name", "地块名称"},
                      kApproval,
                      {"division", "行政区代码"},
                      kTownship,
                      {"area_m2", "地块面积（平方米）", MapFieldKind::Real},
                      kPlanar,
                      kEllipsoid,
                      kMatches,
                      {"unsup_m2", "账面未供面积（平方米）", MapFieldKind::Real},
                      kStatus,
                      kStatusZh,
                      kJudgement,
                      {"route", "账面意见"},
                      {"unit", "账面责任单位"}};
    } else if (name == "supplies") {
        out.title = "供应宗地";
        out.fields = {kId,
                      {"superv_no", "电子监管号"},
                      {"name", "项目名称"},
                      kApproval,
                      {"division", "行政区代码"},
                      kTownship,
                      kArea,
                      kPlanar,
                      kEllipsoid,
                      kMatches,
                      {"mode", "供应方式"},
                      {"signed_on", "签订日期", MapFieldKind::Date},
                      kStatus,
                      kStatusZh,
                      kJudgement,
                      kDue};
    } else if (name == "idle") {
        out.title = "闲置土地";
        out.fields = {kId,        {"name", "项目名称"},  kTownship, kArea, kStatus, kStatusZh,
                      kJudgement, {"cause", "账面原因"}, kDue};
    } else {
        PANHUO_ASSERT(name == "residual", "a layer of kExportLayers");
        out.title = "剩余地块";
        out.fields = {{"plots", "所在地块"}, {"approvals", "所属批文"}, kClass, kClassZh, kArea, kWidth};
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
                  {"plots", "所在地块"},
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
