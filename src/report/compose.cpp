#include "report/compose.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace report {
namespace {

/// `keys`: "a+b.*".
bool takes(const std::string& keys, std::string_view name) {
    const auto parts = base::split(keys, '+');
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view key) { return key_matches(key, name); });
}

/// A line's own words stand in the first column of text.
void put_words(const Layout& layout, std::vector<Cell>& cells, const std::string& words) {
    const auto first = std::find_if(layout.columns.begin(), layout.columns.end(),
                                    [](const Column& column) { return column.format == Format::Text; });
    if (first != layout.columns.end()) cells[static_cast<std::size_t>(first - layout.columns.begin())] = words;
}

template <class Value>
void add_to(std::vector<std::optional<Value>>& sums, std::size_t slot, Value value) {
    if (sums.size() <= slot) sums.resize(slot + 1);
    sums[slot] = sums[slot] ? *sums[slot] + value : value;
}

template <class Value>
void add_value(Cell& sum, Value value) {
    const Value* before = std::get_if<Value>(&sum);
    sum = before != nullptr ? *before + value : value;
}

}  // namespace

const Cell* NamedCells::find(std::string_view name) const {
    const auto at = std::find_if(begin(), end(), [&](const auto& cell) { return cell.first == name; });
    return at == end() ? nullptr : &at->second;
}

Cell& NamedCells::operator[](std::string_view name) {
    const auto at = std::find_if(cells_.begin(), cells_.end(), [&](const auto& cell) { return cell.first == name; });
    return at != cells_.end() ? at->second : cells_.emplace_back(name, Cell()).second;
}

void add_to(Cell& sum, const Cell& cell) {
    if (const auto* area = std::get_if<base::Area>(&cell)) add_value(sum, *area);
    if (const auto* count = std::get_if<std::int64_t>(&cell)) add_value(sum, *count);
}

Composer::Composer(const Layout& layout, base::Lang lang) : layout_(layout), lang_(lang) {
    for (const Column& column : layout.columns) {
        for (const std::string& key : column.keys) {
            if (!key.ends_with('*')) named_.insert(key);
        }
    }
    for (const auto& check : layout.checks) {
        for (const std::string& keys : check) terms_.push_back({keys, {}, {}});
    }
    rows_off_.resize(layout.checks.size());
}

bool Composer::shows(const Column& column, const std::string& name) const {
    return std::any_of(column.keys.begin(), column.keys.end(), [&](const std::string& key) {
        return key == name || (key.ends_with('*') && key_matches(key, name) && !named_.contains(name));
    });
}

/// `place`: of the value in its row. The row before had the same name there, mostly.
std::size_t Composer::slot_of(const std::string& name, std::size_t place) {
    if (place >= slot_at_.size()) slot_at_.resize(place + 1, slots_.size());
    std::size_t& slot = slot_at_[place];
    if (slot >= slots_.size() || slots_[slot].name != name) slot = slot_by_name(name);
    return slot;
}

std::size_t Composer::slot_by_name(const std::string& name) {
    const auto [at, first] = by_name_.try_emplace(name, slots_.size());
    if (!first) return at->second;
    Slot slot;
    slot.name = name;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const Column& column = layout_.columns[i];
        if (column.keys.front() == "seq") continue;
        const bool adds = column.format == Format::Area || column.format == Format::Count;
        if (adds && shows(column, name)) (column.format == Format::Area ? slot.areas : slot.counts).push_back(i);
        if (!adds && column.keys.front() == name) slot.alone.push_back(i);
    }
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        if (takes(terms_[i].keys, name)) slot.terms.push_back(i);
    }
    slots_.push_back(std::move(slot));
    return at->second;
}

void Composer::add_area(std::size_t slot, base::Area area, std::vector<Cell>& line) {
    slots_[slot].is_area = true;
    for (const std::size_t column : slots_[slot].areas) add_value(line[column], area);
    for (const std::size_t term : slots_[slot].terms) terms_[term].row += area;
    for (Totals* totals : counting_) add_to(totals->areas, slot, area);
}

void Composer::add_count(std::size_t slot, std::int64_t count, std::vector<Cell>& line) {
    for (const std::size_t column : slots_[slot].counts) add_value(line[column], count);
    for (Totals* totals : counting_) add_to(totals->counts, slot, count);
}

/// The terms of the row go into the sums; a check whose terms differ in the row is off.
void Composer::check_row() {
    std::size_t next = 0;
    for (std::size_t i = 0; i < layout_.checks.size(); ++i) {
        const base::Area first = terms_[next].row;
        bool agree = true;
        for (std::size_t k = 0; k < layout_.checks[i].size(); ++k, ++next) {
            agree = agree && terms_[next].row == first;
            terms_[next].sum += terms_[next].row;
            terms_[next].row = {};
        }
        if (!agree) ++rows_off_[i];
    }
}

std::vector<Cell> Composer::add(const Item& item) {
    counting_ = {&all_};
    for (const Part& part : item.parts) counting_.push_back(&parts_[part]);
    std::vector<Cell> line(layout_.columns.size());
    std::size_t place = 0;
    for (const auto& [name, cell] : item.cells) {
        const std::size_t slot = slot_of(name, place++);
        if (const auto* area = std::get_if<base::Area>(&cell)) add_area(slot, *area, line);
        if (const auto* count = std::get_if<std::int64_t>(&cell)) add_count(slot, *count, line);
        for (const std::size_t column : slots_[slot].alone) line[column] = cell;
    }
    check_row();
    ++items_;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (layout_.columns[i].keys.front() == "seq") line[i] = items_;
    }
    return line;
}

std::vector<Cell> Composer::total_cells(const Totals& totals, const std::string& words) const {
    std::vector<Cell> cells(layout_.columns.size());
    const auto lay = [&](const auto& sums, std::vector<std::size_t> Slot::* columns) {
        for (std::size_t slot = 0; slot < sums.size(); ++slot) {
            if (!sums[slot]) continue;
            for (const std::size_t column : slots_[slot].*columns) {
                if (layout_.columns[column].total) add_value(cells[column], *sums[slot]);
            }
        }
    };
    lay(totals.areas, &Slot::areas);
    lay(totals.counts, &Slot::counts);
    put_words(layout_, cells, words);
    return cells;
}

/// Columns that together show every value of the term once, and nothing else; empty if there are none such.
std::vector<std::size_t> Composer::columns_of(std::size_t term) const {
    std::set<std::size_t> left;
    std::vector<std::vector<std::size_t>> shown(layout_.columns.size());
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
        if (!slots_[slot].is_area) continue;
        if (std::count(slots_[slot].terms.begin(), slots_[slot].terms.end(), term) > 0) left.insert(slot);
        for (const std::size_t column : slots_[slot].areas) shown[column].push_back(slot);
    }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < shown.size() && !left.empty(); ++i) {
        const bool fits = !shown[i].empty() &&
                          std::all_of(shown[i].begin(), shown[i].end(), [&](auto slot) { return left.contains(slot); });
        if (!fits) continue;
        for (const std::size_t slot : shown[i]) left.erase(slot);
        found.push_back(i);
    }
    return left.empty() ? found : std::vector<std::size_t>();
}

Sums Composer::sums() const {
    Sums sums;
    sums.items = items_;
    std::size_t next = 0;
    for (std::size_t i = 0; i < layout_.checks.size(); ++i) {
        Check check{{}, rows_off_[i]};
        for (std::size_t k = 0; k < layout_.checks[i].size(); ++k, ++next)
            check.terms.push_back({terms_[next].keys, terms_[next].sum, columns_of(next)});
        sums.checks.push_back(std::move(check));
    }
    sums.summed = std::any_of(layout_.columns.begin(), layout_.columns.end(), [](const auto& c) { return c.total; });
    if (sums.summed) {
        sums.whole = total_cells(all_, lang_ == base::Lang::Zh ? "合计" : "Total");
        for (const auto& [part, totals] : parts_) sums.parts.push_back({part, total_cells(totals, part.words)});
    }
    return sums;
}

}  // namespace report
