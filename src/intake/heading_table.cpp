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

bool is_ascii(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

/// "Contract signing date", not QDRQ and not signed_on: what the layers and programs write is no word for people.
bool is_english(std::string_view text) {
    if (text.empty() || text.front() < 'A' || text.front() > 'Z' || !is_ascii(text)) return false;
    for (const char c : text) {
        if (c == '_') return false;
    }
    return text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
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
            base::Text& label = table.labels_[{kind, meaning.field}];
            if (label.zh.empty() && !is_ascii(cells[2])) label.zh = cells[2];
            if (label.en.empty() && is_english(cells[2])) label.en = cells[2];
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

base::Text HeadingTable::label(land::Kind kind, std::string_view field) const {
    base::Text label{std::string(field), std::string(field)};
    const auto found = labels_.find({kind, std::string(field)});
    if (found == labels_.end()) return label;
    if (!found->second.zh.empty()) label.zh = found->second.zh;
    if (!found->second.en.empty()) label.en = found->second.en;
    return label;
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
