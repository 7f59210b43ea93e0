// Names, keys and nodes of the records. Payloads are in payload.cpp.
#include "land/records.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace land {
namespace {

struct KindRow {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
};

/// In the order of the variant.
constexpr std::array kKinds = {
    KindRow{"approval", "用地批文", "Approval"},
    KindRow{"plot", "批准地块", "Approved plot"},
    KindRow{"portion", "处置单元", "Portion of unsupplied land"},
    KindRow{"supply", "供应宗地", "Supply"},
    KindRow{"link", "供应挂接", "Link of a supply to its land"},
    KindRow{"offer", "公告与拟供", "Offer"},
    KindRow{"progress", "批后进展", "Progress observed"},
    KindRow{"expropriation", "征收完成", "Expropriation carried out"},
    KindRow{"site_readiness", "净地情况", "Site readiness"},
    KindRow{"withdrawal", "批文撤回、失效与调整", "Withdrawal, lapse or adjustment"},
    KindRow{"idle", "闲置土地", "Idle land"},
    KindRow{"stocklist", "批而未供清册", "List of unsupplied land"},
    KindRow{"baseline", "存量基数", "Baseline"},
    KindRow{"target", "任务", "Target"},
    KindRow{"opening", "期初已供", "Opening supplied area"},
    KindRow{"decision", "决定", "Decision"},
    KindRow{"reserve", "储备地块", "Reserve parcel"},
    KindRow{"official", "系统导出", "Row of the ministry's system"},
};
static_assert(kKinds.size() == std::variant_size_v<Record>);

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string(); }
std::string m2(const std::optional<Area>& area) { return area ? area->m2_text() : std::string(); }

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    bool first = true;
    for (const std::string_view part : parts) {
        if (!first) out += '|';
        out += part;
        first = false;
    }
    return out;
}

const std::string& first_of(const std::string& a, const std::string& b) { return a.empty() ? b : a; }

/// The land or contract a paper speaks about: the narrowest one named.
template <class R>
const std::string& subject_of(const R& r) {
    if constexpr (requires { r.supply; }) {
        return first_of(r.plot, first_of(r.approval, r.supply));
    } else {
        return first_of(r.plot, r.approval);
    }
}

struct KeyOf {
    std::string operator()(const Approval& r) const { return first_of(r.document_no, r.document_no_text); }
    std::string operator()(const Plot& r) const {
        if (!r.approval.empty() && !r.number.empty()) return r.approval + "#" + r.number;
        if (!r.file_key.empty()) return r.file_key;
        return r.approval + "#" + r.name;
    }
    std::string operator()(const Portion& r) const { return subject_of(r) + "#" + r.number; }
    std::string operator()(const Supply& r) const {
        if (!r.supervision_no.empty()) return r.supervision_no;
        return joined({r.division, r.project, iso(r.signed_on), m2(r.area), std::to_string(r.ordinal)});
    }
    std::string operator()(const Link& r) const {
        std::string out = r.supply;
        if (!r.plot.empty()) {
            out += ">plot:" + r.plot;
        } else if (!r.approval.empty()) {
            out += ">rest:" + r.approval;
        } else {
            out += ">existing";
        }
        return r.carried ? out + "+carried" : out;
    }
    std::string operator()(const Offer& r) const {
        return r.number.empty() ? joined({subject_of(r), "offer", iso(r.from)}) : r.number;
    }
    std::string operator()(const Progress& r) const { return joined({r.supply, r.event, iso(r.on)}); }
    std::string operator()(const Expropriation& r) const {
        std::string out = joined({subject_of(r), iso(r.on)});
        return r.village.empty() ? out : joined({out, r.village});
    }
    std::string operator()(const SiteReadiness& r) const { return joined({subject_of(r), iso(r.on)}); }
    std::string operator()(const Withdrawal& r) const {
        if (!r.number.empty()) return r.number;
        // The earliest step, since the later ones are added to the same record as they happen.
        const auto& on = r.filed_on ? r.filed_on : r.reply_on ? r.reply_on : r.marked_on;
        return joined({subject_of(r), r.kind.empty() ? "withdrawn" : std::string_view(r.kind), iso(on)});
    }
    /// With the list's name, since its rows are numbered like those of other lists and stand beside supplies.
    std::string operator()(const Idle& r) const {
        return r.number.empty() ? joined({"idle", r.division, r.project, m2(r.area)}) : joined({"idle", r.number});
    }
    std::string operator()(const Stocklist& r) const {
        return r.number.empty() ? joined({r.division, r.name, m2(r.area)}) : r.number;
    }
    std::string operator()(const Baseline& r) const {
        std::string out = joined({r.stock, r.division, r.zone, iso(r.on)});
        return r.vintage.empty() ? out : joined({out, r.vintage});
    }
    std::string operator()(const Target& r) const {
        std::string out = joined({r.stock, r.division, r.zone, iso(r.in_force_from)});
        if (!r.township.empty()) out = joined({out, r.township});
        return r.vintage.empty() ? out : joined({out, r.vintage});
    }
    std::string operator()(const Opening& r) const { return joined({r.approval, iso(r.on)}); }
    std::string operator()(const Decision& r) const {
        if (!r.number.empty()) return r.number;
        return joined({r.type == "reading" ? r.contradiction : subject_of(r), r.type, iso(r.on)});
    }
    std::string operator()(const Reserve& r) const {
        return r.number.empty() ? joined({"reserve", subject_of(r), r.name}) : joined({"reserve", r.number});
    }
    std::string operator()(const Official& r) const { return joined({iso(r.extract), r.row_kind, r.subject}); }
};

/// "HASH#ordinal", the key of a plot drawn in a file that names no approval.
bool is_file_key(std::string_view before_hash_sign) {
    return before_hash_sign.size() >= 8 && std::all_of(before_hash_sign.begin(), before_hash_sign.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// Collects nodes without repeating one.
class Nodes {
  public:
    void approval(const std::string& key) { add("approval:", key); }
    void supply(const std::string& key) { add("supply:", base_number(key)); }
    void listed(const std::string& key) { add("listed:", key); }
    /// With the approval that stands in the plot's key: the plots of one approval share its rest.
    void plot(const std::string& key) {
        add("plot:", key);
        const std::size_t at = key.find('#');
        if (at == std::string::npos || is_file_key(std::string_view(key).substr(0, at))) return;
        approval(key.substr(0, at));
    }
    template <class R>
    void land(const R& r) {
        plot(r.plot);
        approval(r.approval);
    }
    std::vector<std::string> take() && { return std::move(nodes_); }

  private:
    void add(std::string_view prefix, std::string_view key) {
        if (key.empty()) return;
        std::string node(prefix);
        node += key;
        if (std::find(nodes_.begin(), nodes_.end(), node) == nodes_.end()) nodes_.push_back(std::move(node));
    }
    std::vector<std::string> nodes_;
};

struct NodesOf {
    Nodes& nodes;
    const std::string& key;
    /// Land that two papers approve is counted once: the two fold together.
    void operator()(const Approval& r) const {
        nodes.approval(key);
        nodes.approval(r.same_land_as);
    }
    void operator()(const Plot& r) const {
        nodes.plot(key);
        nodes.approval(r.approval);
    }
    void operator()(const Portion& r) const { nodes.land(r); }
    void operator()(const Supply&) const { nodes.supply(key); }
    void operator()(const Link& r) const {
        nodes.supply(r.supply);
        nodes.land(r);
    }
    void operator()(const Offer& r) const {
        nodes.land(r);
        nodes.supply(r.supply);
    }
    void operator()(const Progress& r) const { nodes.supply(r.supply); }
    void operator()(const Expropriation& r) const { nodes.land(r); }
    void operator()(const SiteReadiness& r) const { nodes.land(r); }
    void operator()(const Withdrawal& r) const {
        nodes.land(r);
        nodes.plot(r.to_plot);
    }
    void operator()(const Idle& r) const {
        if (r.supply.empty()) {
            nodes.listed(key);
        } else {
            nodes.supply(r.supply);
        }
    }
    void operator()(const Stocklist& r) const {
        nodes.listed(key);
        nodes.plot(r.plot);
        nodes.approval(r.approval);  // the same land may stand in the approval's plots: POSSIBLE_DOUBLE
    }
    void operator()(const Baseline&) const {}
    void operator()(const Target&) const {}
    void operator()(const Opening& r) const { nodes.approval(r.approval); }
    void operator()(const Decision& r) const {
        if (r.type == "reading") return;
        nodes.supply(r.supply);
        nodes.land(r);
    }
    void operator()(const Reserve& r) const { nodes.land(r); }
    void operator()(const Official&) const {}  // the second book: never folded with the first
};

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view kind_name(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].name; }

std::optional<Kind> kind_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        if (kKinds[i].name == name) return static_cast<Kind>(i);
    }
    return std::nullopt;
}

base::Text kind_title(Kind kind) {
    const KindRow& row = kKinds[static_cast<std::size_t>(kind)];
    return {std::string(row.zh), std::string(row.en)};
}

std::vector<Kind> all_kinds() {
    std::vector<Kind> kinds;
    for (std::size_t i = 0; i < kKinds.size(); ++i) kinds.push_back(static_cast<Kind>(i));
    return kinds;
}

std::string key_of(const Record& record) { return std::visit(KeyOf{}, record); }

std::string division_of(const Record& record) {
    return std::visit(
        [](const auto& r) -> std::string {
            if constexpr (requires { r.division; }) {
                return r.division;
            } else {
                return "";
            }
        },
        record);
}

std::vector<std::string> nodes_of(const Record& record) {
    Nodes nodes;
    const std::string key = key_of(record);
    std::visit(NodesOf{nodes, key}, record);
    return std::move(nodes).take();
}

std::string_view base_number(std::string_view number) {
    // Only a number of the ministry's form has a base; "2012-15" of some other register is one whole.
    constexpr std::size_t kLength = 16;
    if (number.size() < kLength + 2 || number[kLength] != '-' || !all_digits(number.substr(kLength + 1))) return number;
    const bool ministry =
        all_digits(number.substr(0, 10)) && number[10] >= 'A' && number[10] <= 'Z' && all_digits(number.substr(11, 5));
    return ministry ? number.substr(0, kLength) : number;
}

int suffix_of(std::string_view number) {
    const std::size_t base = base_number(number).size();
    if (base == number.size()) return 0;
    int value = 0;
    for (const char c : number.substr(base + 1, 6)) value = value * 10 + (c - '0');
    return value;
}

}  // namespace land
