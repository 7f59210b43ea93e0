#include "report/paper.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace report {
namespace {

/// The names that some column of the layout speaks of by themselves: "cause.*" takes the others.
std::set<std::string, std::less<>> named_keys(const Layout& layout) {
    std::set<std::string, std::less<>> names;
    for (const Column& column : layout.columns) {
        for (const std::string& key : column.keys) {
            if (!key.ends_with('*')) names.insert(key);
        }
    }
    return names;
}

class Composer {
  public:
    explicit Composer(const Layout& layout) : layout_(layout), named_(named_keys(layout)) {}

    /// The values that a column adds up, of those there are.
    std::vector<std::string_view> names_of(const Column& column, const Totals& totals) const {
        std::vector<std::string_view> names;
        for (const auto& [name, area] : totals.areas) {
            if (shows(column, name)) names.push_back(name);
        }
        return names;
    }

    std::vector<Cell> total_cells(const Totals& totals) const {
        std::vector<Cell> cells(layout_.columns.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (layout_.columns[i].total) cells[i] = added(layout_.columns[i], totals);
        }
        return cells;
    }

    std::vector<Cell> item_cells(const Item& item, std::int64_t number) const {
        Totals own;
        own.add(item);
        std::vector<Cell> cells(layout_.columns.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Column& column = layout_.columns[i];
            if (column.keys.front() == "seq") {
                cells[i] = number;
            } else if (column.format == Format::Area || column.format == Format::Count) {
                cells[i] = added(column, own);
            } else if (const auto found = item.cells.find(column.keys.front()); found != item.cells.end()) {
                cells[i] = found->second;
            }
        }
        return cells;
    }

  private:
    bool shows(const Column& column, const std::string& name) const {
        return std::any_of(column.keys.begin(), column.keys.end(), [&](const std::string& key) {
            return key == name || (key.ends_with('*') && key_matches(key, name) && !named_.contains(name));
        });
    }

    template <class Value>
    Cell sum(const Column& column, const std::map<std::string, Value, std::less<>>& values) const {
        std::optional<Value> sum;
        for (const auto& [name, value] : values) {
            if (shows(column, name)) sum = sum ? *sum + value : value;
        }
        return sum ? Cell(*sum) : Cell();
    }

    Cell added(const Column& column, const Totals& totals) const {
        return column.format == Format::Count ? sum(column, totals.counts) : sum(column, totals.areas);
    }

    const Layout& layout_;
    std::set<std::string, std::less<>> named_;
};

/// `keys`: "a+b.*".
bool takes(const std::string& keys, std::string_view name) {
    const auto parts = base::split(keys, '+');
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view key) { return key_matches(key, name); });
}

base::Area checked_sum(const std::string& keys, const Totals& totals) {
    base::Area sum;
    for (const auto& [name, area] : totals.areas) {
        if (takes(keys, name)) sum += area;
    }
    return sum;
}

bool agrees(const std::vector<std::string>& check, const Totals& totals) {
    return std::all_of(check.begin(), check.end(), [&](const std::string& keys) {
        return checked_sum(keys, totals) == checked_sum(check.front(), totals);
    });
}

/// Columns that together show every value of the term once, and nothing else; empty if there are none such.
std::vector<std::size_t> columns_of(const std::string& keys, const Totals& totals, const Composer& composer,
                                    const Layout& layout) {
    std::set<std::string_view> left;
    for (const auto& [name, area] : totals.areas) {
        if (takes(keys, name)) left.insert(name);
    }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < layout.columns.size() && !left.empty(); ++i) {
        if (layout.columns[i].format != Format::Area) continue;
        const std::vector<std::string_view> shown = composer.names_of(layout.columns[i], totals);
        const bool fits =
            !shown.empty() && std::all_of(shown.begin(), shown.end(), [&](auto n) { return left.contains(n); });
        if (!fits) continue;
        for (const std::string_view name : shown) left.erase(name);
        found.push_back(i);
    }
    return left.empty() ? found : std::vector<std::size_t>();
}

/// A line's own words stand in the first column of text.
void put_words(const Layout& layout, std::vector<Cell>& cells, const std::string& words) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (layout.columns[i].format != Format::Text) continue;
        cells[i] = words;
        return;
    }
}

}  // namespace

void Totals::add(const Item& item) {
    for (const auto& [name, cell] : item.cells) {
        if (const auto* area = std::get_if<base::Area>(&cell)) areas[name] += *area;
        if (const auto* count = std::get_if<std::int64_t>(&cell)) counts[name] += *count;
    }
}

Paper compose(const Layout& layout, base::Lang lang, const std::vector<Item>& items) {
    const Composer composer(layout);
    Totals all;
    std::map<Part, Totals> parts;
    std::vector<std::int64_t> rows_off(layout.checks.size());
    for (const Item& item : items) {
        Totals own;
        own.add(item);
        all.add(item);
        for (const Part& part : item.parts) parts[part].add(item);
        for (std::size_t i = 0; i < rows_off.size(); ++i) rows_off[i] += agrees(layout.checks[i], own) ? 0 : 1;
    }
    Paper paper;
    for (std::size_t i = 0; i < rows_off.size(); ++i) {
        Check check{{}, rows_off[i]};
        for (const std::string& keys : layout.checks[i])
            check.terms.push_back({keys, checked_sum(keys, all), columns_of(keys, all, composer, layout)});
        paper.checks.push_back(std::move(check));
    }
    const auto total = [&](Paper::Line::Kind kind, const std::string& words, const Totals& totals) {
        paper.lines.push_back({kind, composer.total_cells(totals)});
        put_words(layout, paper.lines.back().cells, words);
    };
    paper.summed = std::any_of(layout.columns.begin(), layout.columns.end(), [](const auto& c) { return c.total; });
    if (paper.summed) total(Paper::Line::Kind::Total, lang == base::Lang::Zh ? "合计" : "Total", all);
    for (const auto& [part, totals] : parts) total(Paper::Line::Kind::Part, part.words, totals);
    for (const Item& item : items)
        paper.lines.push_back({Paper::Line::Kind::Item, composer.item_cells(item, ++paper.items)});
    return paper;
}

}  // namespace report
