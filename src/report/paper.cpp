#include "report/paper.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace report {
namespace {

/// The names that some column or check of the layout speaks of by themselves: "cause.*" takes the others.
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

    template <class Value>
    Value sum(const Column& column, const std::map<std::string, Value, std::less<>>& values, bool& any) const {
        Value sum{};
        for (const auto& [name, value] : values) {
            for (const std::string& key : column.keys) {
                const bool taken =
                    key == name || (key.ends_with('*') && key_matches(key, name) && !named_.contains(name));
                if (taken) any = true, sum += value;
            }
        }
        return sum;
    }

    std::vector<Cell> total_cells(const Totals& totals) const {
        std::vector<Cell> cells(layout_.columns.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (layout_.columns[i].total) cells[i] = added(layout_.columns[i], totals);
        }
        return cells;
    }

    std::vector<Cell> item_cells(const Item& item) const {
        Totals own;
        own.add(item);
        std::vector<Cell> cells(layout_.columns.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Column& column = layout_.columns[i];
            if (column.format == Format::Area || column.format == Format::Count) {
                cells[i] = added(column, own);
            } else if (const auto found = item.cells.find(column.keys.front()); found != item.cells.end()) {
                cells[i] = found->second;
            }
        }
        return cells;
    }

  private:
    Cell added(const Column& column, const Totals& totals) const {
        bool any = false;
        if (column.format == Format::Count) {
            const std::int64_t count = sum(column, totals.counts, any);
            return any ? Cell(count) : Cell();
        }
        const base::Area area = sum(column, totals.areas, any);
        return any ? Cell(area) : Cell();
    }

    const Layout& layout_;
    std::set<std::string, std::less<>> named_;
};

/// `keys`: "a+b.*".
base::Area checked_sum(const std::string& keys, const Totals& totals) {
    base::Area sum;
    for (const std::string_view key : base::split(keys, '+')) {
        for (const auto& [name, area] : totals.areas) {
            if (key_matches(key, name)) sum += area;
        }
    }
    return sum;
}

std::vector<base::Area> checked_sums(const std::vector<std::string>& keys, const Totals& totals) {
    std::vector<base::Area> sums;
    for (const std::string& key : keys) sums.push_back(checked_sum(key, totals));
    return sums;
}

bool all_equal(const std::vector<base::Area>& sums) {
    return std::adjacent_find(sums.begin(), sums.end(), std::not_equal_to<>()) == sums.end();
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

bool Check::holds() const { return rows_off == 0 && all_equal(sums); }

void Totals::add(const Item& item) {
    for (const auto& [name, cell] : item.cells) {
        if (const auto* area = std::get_if<base::Area>(&cell)) areas[name] += *area;
        if (const auto* count = std::get_if<std::int64_t>(&cell)) counts[name] += *count;
    }
}

base::Result<Paper> compose(const Layout& layout, const Head& head, const Items& items) {
    const Composer composer(layout);
    Totals all;
    std::map<Part, Totals> parts;
    Paper paper;
    for (const auto& keys : layout.checks) paper.checks.push_back({keys, {}, 0});
    PANHUO_DO(items([&](const Item& item) -> base::Status {
        all.add(item);
        for (const Part& part : item.parts) parts[part].add(item);
        Totals own;
        own.add(item);
        for (Check& check : paper.checks) check.rows_off += all_equal(checked_sums(check.keys, own)) ? 0 : 1;
        ++paper.items;
        return base::Done{};
    }));
    for (Check& check : paper.checks) check.sums = checked_sums(check.keys, all);
    const auto total = [&](Paper::Line::Kind kind, const std::string& words, const Totals& totals) {
        paper.lines.push_back({kind, composer.total_cells(totals)});
        put_words(layout, paper.lines.back().cells, words);
    };
    paper.summed = std::any_of(layout.columns.begin(), layout.columns.end(), [](const auto& c) { return c.total; });
    if (paper.summed) total(Paper::Line::Kind::Total, head.lang == base::Lang::Zh ? "合计" : "Total", all);
    for (const auto& [part, totals] : parts) total(Paper::Line::Kind::Part, part.words, totals);
    std::int64_t number = 0;
    PANHUO_DO(items([&](const Item& item) -> base::Status {
        Item numbered = item;
        numbered.cells["seq"] = ++number;
        paper.lines.push_back({Paper::Line::Kind::Item, composer.item_cells(numbered)});
        return base::Done{};
    }));
    return paper;
}

}  // namespace report
