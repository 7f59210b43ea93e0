#include "report/layout.hpp"

#include "base/files.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace report {
namespace {

using Fields = std::vector<std::string_view>;

class Parser {
  public:
    explicit Parser(std::string what) : what_(std::move(what)) {}

    base::Status line(std::string_view text) {
        ++number_;
        if (base::trim(text).empty() || text.front() == '#') return base::Done{};
        const Fields fields = base::split(text, '\t');
        if (fields[0] == "column") return column(fields);
        if (fields[0] == "check" && fields.size() >= 3) return check(fields);
        if (fields[0] == "page" && fields.size() == 4) return page(fields);
        if (fields[0] == "items" && fields.size() >= 2) return items(fields);
        if (fields[0] == "title" && fields.size() == 3)
            layout.title = text_of(fields);
        else if (fields[0] == "note" && fields.size() == 3)
            layout.notes.push_back(text_of(fields));
        else
            return bad(std::string(fields[0]),
                       "title zh en | page A3|A4 n n | column … | check key key … | items key … | note zh en");
        return base::Done{};
    }

    base::Status finish() const {
        if (layout.columns.empty()) return bad("", "column …");
        return base::Done{};
    }

    Layout layout;

  private:
    base::Error bad(const std::string& found, const std::string& expected) const {
        return base::Error{base::Code::ReportLayout, {what_, std::to_string(number_), found, expected}};
    }

    static base::Text text_of(const Fields& fields) { return {std::string(fields[1]), std::string(fields[2])}; }

    base::Status page(const Fields& fields) {
        layout.a3 = fields[1] == "A3";
        if (!layout.a3 && fields[1] != "A4") return bad(std::string(fields[1]), "A3 | A4");
        PANHUO_DO(number(fields[2], layout.frozen_columns));
        return number(fields[3], layout.pages_across);
    }

    base::Status number(std::string_view text, int& into) const {
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), into);
        if (problem != std::errc() || end != text.data() + text.size() || into < 0 || into > 255)
            return bad(std::string(text), "0 … 255");
        return base::Done{};
    }

    base::Status check(const Fields& fields) {
        std::vector<std::string> keys;
        for (std::size_t i = 1; i < fields.size(); ++i) keys.emplace_back(fields[i]);
        layout.checks.push_back(std::move(keys));
        return base::Done{};
    }

    base::Status items(const Fields& fields) {
        layout.own_items = fields[1] == "own";
        if (layout.own_items && fields.size() > 2) return bad(std::string(fields[2]), "items own | items key key …");
        if (!layout.own_items) layout.item_columns.assign(fields.begin() + 1, fields.end());
        return base::Done{};
    }

    base::Status column(const Fields& fields) {
        if (fields.size() != 7) return bad(std::to_string(fields.size()), "column key zh en format width total");
        Column column;
        for (const std::string_view key : base::split(fields[1], '+')) {
            if (base::trim(key).empty()) return bad(std::string(fields[1]), "key");
            column.keys.emplace_back(base::trim(key));
        }
        column.head = {std::string(fields[2]), std::string(fields[3])};
        if (head_levels(column.head.zh).size() != head_levels(column.head.en).size())
            return bad(column.head.en, "as many levels of heads as " + column.head.zh);
        constexpr std::array<std::pair<std::string_view, Format>, 6> kFormats = {{{"text", Format::Text},
                                                                                  {"area", Format::Area},
                                                                                  {"count", Format::Count},
                                                                                  {"date", Format::Date},
                                                                                  {"share", Format::Share},
                                                                                  {"number", Format::Number}}};
        const auto* format =
            std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& each) { return each.first == fields[4]; });
        if (format == kFormats.end()) return bad(std::string(fields[4]), "text | area | count | date | share | number");
        column.format = format->second;
        PANHUO_DO(number(fields[5], column.width));
        const std::string_view total = base::trim(fields[6]);
        if (total != "sum" && total != "none") return bad(std::string(total), "sum | none");
        column.total = total == "sum";
        const bool adds = column.format == Format::Area || column.format == Format::Count;
        const bool several = column.keys.size() > 1 || base::ends_with(column.keys.front(), "*");
        if (!adds && (column.total || several)) return bad(std::string(fields[4]), "area | count");
        layout.columns.push_back(std::move(column));
        return base::Done{};
    }

    std::string what_;
    int number_ = 0;
};

}  // namespace

base::Result<Layout> parse_layout(std::string_view tsv, const std::string& what) {
    Parser parser(what);
    for (std::string_view line : base::split(tsv, '\n')) {
        if (base::ends_with(line, "\r")) line.remove_suffix(1);
        PANHUO_DO(parser.line(line));
    }
    PANHUO_DO(parser.finish());
    return std::move(parser.layout);
}

base::Result<Layout> load_layout(const std::string& name) {
    PANHUO_TRY(const std::string home, base::data_folder());
    const std::string path = home + "/rulebooks/data/reports/" + name + ".tsv";
    PANHUO_TRY(const std::string tsv, base::read_file(path));
    return parse_layout(tsv, path);
}

std::vector<std::string> head_levels(const std::string& head) {
    std::vector<std::string> levels;
    for (const std::string_view level : base::split(head, '>')) levels.emplace_back(base::trim(level));
    return levels;
}

bool key_matches(std::string_view key, std::string_view name) {
    if (!base::ends_with(key, "*")) return key == name;
    return base::starts_with(name, key.substr(0, key.size() - 1));
}

}  // namespace report
