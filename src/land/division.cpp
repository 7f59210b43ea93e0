#include "land/division.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "land/codes.hpp"

namespace land {
namespace {

constexpr std::size_t kCountyDigits = 6;

base::Result<Divisions> load_own() {
    PANHUO_TRY(const std::string folder, base::data_folder());
    const std::string path = folder + "/rulebooks/data/divisions.csv";
    PANHUO_TRY(const std::string csv, base::read_file(path));
    return Divisions::parse(csv, path);
}

/// 临汾 for 临汾市; 古县 stays 古县, since one character is no name.
std::string_view without_rank(std::string_view name) {
    constexpr std::size_t kTwoCharacters = 6;
    for (const std::string_view rank : {"省", "市", "县", "区", "镇", "乡"}) {
        if (base::ends_with(name, rank) && name.size() >= kTwoCharacters + rank.size()) {
            return name.substr(0, name.size() - rank.size());
        }
    }
    return name;
}

}  // namespace

base::Result<Divisions> Divisions::parse(std::string_view csv, const std::string& what) {
    Divisions out;
    for (std::string_view line : base::split(csv, '\n')) {
        line = base::trim(line);
        if (line.empty() || line[0] == '#' || base::starts_with(line, "code,")) continue;
        const auto cells = base::split(line, ',');
        const Checked code = read_division_code(cells[0]);
        if (cells.size() != 2 || !code.fine() || cells[1].empty()) {
            return base::Error{base::Code::FileUnreadable,
                               {what, base::both("「" + std::string(line) + "」不是 代码,名称",
                                                 "\"" + std::string(line) + "\" is not code,name")}};
        }
        out.names_[code.normalised] = cells[1];
    }
    return out;
}

std::optional<std::string> Divisions::name_of(std::string_view code) const {
    const auto at = names_.find(code);
    if (at == names_.end()) return std::nullopt;
    return at->second;
}

std::optional<std::string> Divisions::exact(std::string_view name, std::string_view county) const {
    for (const bool shortened : {false, true}) {
        for (const auto& [code, known] : names_) {
            if (code.size() > kCountyDigits && (county.empty() || !covers(county, code))) continue;
            if (name == (shortened ? without_rank(known) : std::string_view(known))) return code;
        }
    }
    return std::nullopt;
}

std::optional<std::string> Divisions::code_of(std::string_view name, std::string_view county) const {
    std::string wanted = base::squeeze(base::to_halfwidth(name));
    constexpr std::string_view kItself = "本级";
    if (base::ends_with(wanted, kItself)) wanted.resize(wanted.size() - kItself.size());
    constexpr std::string_view kCountry = "中华人民共和国";
    if (base::starts_with(wanted, kCountry)) wanted.erase(0, kCountry.size());
    for (;;) {
        if (const auto code = exact(wanted, county)) return code;
        // 山西省临汾市隰县: the higher levels come first and are taken off one by one.
        std::string_view higher;
        for (const auto& [code, known] : names_) {
            if (base::starts_with(wanted, known) && known.size() > higher.size()) higher = known;
        }
        if (higher.empty()) return std::nullopt;
        wanted.erase(0, higher.size());
    }
}

const Divisions& divisions() {
    static const Divisions once = [] {
        auto loaded = load_own();
        return loaded.ok() ? std::move(loaded).value() : Divisions();
    }();
    return once;
}

}  // namespace land
