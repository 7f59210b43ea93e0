#include "intake/heading_table.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <memory>
#include <mutex>

namespace intake {

namespace {

const std::vector<Meaning> kNothing;

/// Each level normalised by itself.
std::string joined_key(std::string_view heading) {
    std::string key;
    for (const std::string_view level : base::split(heading, '>')) {
        if (!key.empty()) key.push_back('>');
        key += heading_key(level);
    }
    return key;
}

base::Result<std::vector<land::Kind>> kinds_named(std::string_view names, const std::string& where) {
    if (names == "*") return land::all_kinds();
    std::vector<land::Kind> kinds;
    for (const std::string_view name : base::split(names, ',')) {
        const auto kind = land::kind_from_name(name);
        if (!kind) return base::Error{base::Code::RecordInvalid, {where, std::string(name)}};
        kinds.push_back(*kind);
    }
    return kinds;
}

/// 合计 under 批准面积 is 批准面积.
bool says_only_total(std::string_view level) {
    return level == "合计" || level == "小计" || level == "计" || level == "总计";
}

}  // namespace

base::Result<HeadingTable> HeadingTable::parse(std::string_view tsv, const std::string& name) {
    HeadingTable table;
    int line_number = 0;
    for (std::string_view line : base::split(tsv, '\n')) {
        ++line_number;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        const std::string where = name + ":" + std::to_string(line_number);
        const std::vector<std::string_view> cells = base::split(line, '\t');
        if (cells.size() < 3 || cells.size() > 5)
            return base::Error{base::Code::RecordInvalid, {where, std::string(line)}};
        PANHUO_TRY(const std::vector<land::Kind> kinds, kinds_named(cells[0], where));
        Meaning meaning;
        meaning.field = cells[1];
        meaning.rank = line_number;
        if (cells.size() > 3 && !cells[3].empty()) {
            meaning.unit = unit_named(cells[3]);
            if (meaning.unit == Unit::None)
                return base::Error{base::Code::RecordInvalid, {where, std::string(cells[3])}};
        }
        const std::string_view sign = cells.size() > 4 ? std::string_view(cells[4]) : std::string_view();
        meaning.telling = sign == "!";
        meaning.silent = sign == "~";
        const std::string key = joined_key(cells[2]);
        if (split_unit(key).unit != Unit::None)
            return base::Error{base::Code::RecordInvalid, {where, std::string(cells[2])}};
        std::vector<Meaning>& all = table.meanings_[key];
        for (const land::Kind kind : kinds) {
            meaning.kind = kind;
            bool known = false;
            for (const Meaning& each : all) known = known || each.kind == kind;
            if (!known) all.push_back(meaning);  // the first line wins: special kinds stand before *
        }
    }
    return table;
}

base::Result<HeadingTable> HeadingTable::load(const std::string& path) {
    PANHUO_TRY(const std::string text, base::read_file(path));
    return parse(text, base::file_name(path));
}

const std::vector<Meaning>& HeadingTable::find(std::string_view key) const {
    while (!key.empty()) {
        const std::string bare = split_unit(key).bare;
        for (const std::string& form : {std::string(key), bare, without_brackets(bare)}) {
            const auto found = meanings_.find(form);
            if (found != meanings_.end()) return found->second;
        }
        const std::size_t last = key.rfind('>');
        if (last != std::string_view::npos && says_only_total(split_unit(key.substr(last + 1)).bare)) {
            return find(key.substr(0, last));
        }
        const std::size_t first = key.find('>');
        if (first == std::string_view::npos) break;
        key.remove_prefix(first + 1);
    }
    return kNothing;
}

base::Result<const HeadingTable*> heading_table() {
    static std::mutex mutex;
    static std::unique_ptr<const HeadingTable> table;
    const std::lock_guard<std::mutex> lock(mutex);
    if (!table) {
        PANHUO_TRY(const std::string folder, base::data_folder());
        PANHUO_TRY(HeadingTable loaded, HeadingTable::load(folder + "/rulebooks/data/headings.tsv"));
        table = std::make_unique<const HeadingTable>(std::move(loaded));
    }
    return table.get();
}

}  // namespace intake
