#include "law/notice_lexicon.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace law::notice {

namespace {

base::Error invalid(const char* table, int line, const char* what) {
    return base::Error{base::Code::RulebookInvalid, {table, "line " + std::to_string(line), what}};
}

/// Rows of a table: no comments, no empty lines.
base::Result<std::vector<std::vector<std::string>>> rows(std::string_view text, const char* table,
                                                         std::size_t columns) {
    std::vector<std::vector<std::string>> out;
    int number = 0;
    for (const std::string_view line : base::split(text, '\n')) {
        ++number;
        if (base::trim(line).empty() || line.front() == '#') continue;
        std::vector<std::string> cells;
        for (const std::string_view cell : base::split(line, '\t')) cells.emplace_back(base::trim(cell));
        if (cells.size() != columns || std::any_of(cells.begin(), cells.end(), [](auto& c) { return c.empty(); }))
            return invalid(table, number, "列数不对或有空格子 (a missing or empty column)");
        out.push_back(std::move(cells));
    }
    return out;
}

std::vector<Chars> words_of(const std::string& cell, char separator) {
    std::vector<Chars> out;
    for (const std::string_view word : base::split(cell, separator))
        if (!base::trim(word).empty()) out.push_back(decode(base::trim(word)));
    return out;
}

/// 民政 inside 人民政府.
bool inside_government(View phrase, std::size_t at, std::size_t length) {
    return at > 0 && phrase[at - 1] == U'人' && at + length < phrase.size() && phrase[at + length] == U'府';
}

struct StockName {
    View word;
    const char* stock;
};
constexpr StockName kStocks[] = {
    {U"批而未供", "unsupplied"},
    {U"已批未供", "unsupplied"},
    {U"批后未供", "unsupplied"},
    {U"闲置土地", "idle"},
    {U"闲置用地", "idle"},
    {U"土地闲置", "idle"},
    {U"批而未用", "approved_unused"},
    {U"供而未用", "supplied_unused"},
    {U"用而未尽", "partly_used"},
    {U"建而未投", "built_not_operating"},
    {U"低效用地", "inefficient_land"},
    {U"低效土地", "inefficient_land"},
    {U"批而未征", "unexpropriated"},
    {U"征而未供", "expropriated_unsupplied"},
};

}  // namespace

base::Result<Lexicon> Lexicon::parse(std::string_view departments, std::string_view routes) {
    Lexicon out;
    PANHUO_TRY(const auto units, rows(departments, "departments.tsv", 4));
    for (const auto& row : units) out.units_.push_back({row[0], words_of(row[1], ';'), {row[2], row[3]}});
    PANHUO_TRY(const auto patterns, rows(routes, "notice_routes.tsv", 5));
    for (const auto& row : patterns) {
        out.route_names_.push_back({row[0], {row[2], row[3]}, row[4]});
        for (const std::string_view pattern : base::split(row[1], ';'))
            out.routes_.push_back({row[0], words_of(std::string(pattern), '+')});
    }
    return out;
}

base::Result<Lexicon> Lexicon::load() {
    PANHUO_TRY(const std::string folder, base::data_folder());
    PANHUO_TRY(const std::string departments, base::read_file(folder + "/rulebooks/data/departments.tsv"));
    PANHUO_TRY(const std::string routes, base::read_file(folder + "/rulebooks/data/notice_routes.tsv"));
    return parse(departments, routes);
}

Lexicon::Found Lexicon::department(View phrase) const {
    Found best;
    for (const Unit& unit : units_)
        for (const Chars& word : unit.words) {
            const std::size_t at = phrase.rfind(word);
            if (at == kNowhere || inside_government(phrase, at, word.size())) continue;
            const std::size_t length = best.end - best.begin;
            if (best.unit != nullptr && (word.size() < length || (word.size() == length && at < best.begin))) continue;
            best.begin = at;
            best.end = at + word.size();
            best.unit = &unit;
        }
    return best;
}

const Lexicon::Unit* Lexicon::by_id(std::string_view id) const {
    const auto found = std::find_if(units_.begin(), units_.end(), [&](const Unit& unit) { return unit.id == id; });
    return found == units_.end() ? nullptr : &*found;
}

const Lexicon::RouteName* Lexicon::route_name(std::string_view route) const {
    const auto found = std::find_if(route_names_.begin(), route_names_.end(),
                                    [&](const RouteName& one) { return one.route == route; });
    return found == route_names_.end() ? nullptr : &*found;
}

std::vector<std::string> Lexicon::routes_of(View sentence) const {
    std::vector<std::string> out;
    for (const RoutePattern& pattern : routes_) {
        const bool all = std::all_of(pattern.words.begin(), pattern.words.end(),
                                     [&](const Chars& word) { return has(sentence, word); });
        if (all && !pattern.words.empty() && std::find(out.begin(), out.end(), pattern.route) == out.end())
            out.push_back(pattern.route);
    }
    return out;
}

std::vector<StockWord> stock_words(View text) {
    std::vector<StockWord> out;
    for (const StockName& name : kStocks)
        for (std::size_t at = text.find(name.word); at != kNowhere; at = text.find(name.word, at + 1))
            out.push_back({{at, at + name.word.size()}, name.stock});
    std::sort(out.begin(), out.end(), [](const StockWord& a, const StockWord& b) { return a.begin < b.begin; });
    return out;
}

}  // namespace law::notice
