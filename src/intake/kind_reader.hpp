// KindReader: from a row of a sheet whose head is known to a record of one kind.
//
// Each kind is a table of fields (name -> how its cell is read into the record) and a last step that looks at the row
// as a whole: which things may not be missing, which figures contradict each other. The table is bound to the columns
// of the sheet once; a row then costs one pass over its bound columns.
#pragma once

#include "base/text.hpp"
#include "intake/row.hpp"
#include "land/records.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {

class KindReader {
  public:
    virtual ~KindReader() = default;
    /// The record, or nothing where the row is refused (a problem says why).
    virtual std::optional<land::Record> read(Row& row) = 0;
    /// Every field that a column can hold, and whether several columns may hold it.
    virtual std::vector<std::pair<std::string_view, bool>> fields() const = 0;
};

/// Precondition: is_table_kind(head.kind). The head must outlive the reader.
std::unique_ptr<KindReader> make_kind_reader(const Head& head);

template <class R>
struct FieldOf {
    std::string_view name;
    void (*set)(Row& row, R& record, std::size_t column, std::string_view cell);
    bool every = false;  ///< looks at every column of the field, not only at the first that says something
};

// ---- the common ways to read a cell into the member M
template <class R, auto M>
void set_text(Row& row, R& record, std::size_t, std::string_view cell) {
    record.*M = row.text(cell);
}
/// Who answers for something, by post: a name is not taken (PERSON_NOT_A_POST).
template <class R, auto M>
void set_post(Row& row, R& record, std::size_t column, std::string_view cell) {
    record.*M = row.post(column, cell);
}
template <class R, auto M>
void set_yes_no(Row& row, R& record, std::size_t column, std::string_view cell) {
    record.*M = row.word("yes_no", column, cell);
}
template <class R, auto M>
void set_share(Row& row, R& record, std::size_t column, std::string_view cell) {
    if (const std::optional<std::string> share = row.share(column, cell)) record.*M = *share;
}
template <class R, auto M>
void set_money(Row& row, R& record, std::size_t column, std::string_view cell) {
    record.*M = row.money(column, cell);
}
template <class R, auto M>
void set_main_area(Row& row, R& record, std::size_t column, std::string_view cell) {
    record.*M = row.area(column, cell, true);
}
template <class R, auto M>
void set_area(Row& row, R& record, std::size_t column, std::string_view cell) {
    record.*M = row.area(column, cell, false);
}
template <class R, auto M>
void set_date(Row& row, R& record, std::size_t column, std::string_view cell) {
    record.*M = row.date(column, cell);
}
template <class R, auto M>
void set_yes(Row& row, R& record, std::size_t, std::string_view cell) {
    record.*M = row.yes(cell).value_or(false);
}

/// Columns of the head bound to the fields of R: a record, or a draft derived from `Target` that holds what the last
/// step needs besides.
template <class R, class Target = R>
class TableReader final : public KindReader {
  public:
    using Finish = void (*)(Row& row, R& record);

    TableReader(const Head& head, std::span<const FieldOf<R>> fields, Finish finish)
        : fields_(fields), finish_(finish) {
        for (const FieldOf<R>& field : fields) {
            Bound bound{&field, {}};
            for (std::size_t c = 0; c < head.columns.size(); ++c) {
                if (head.columns[c].field == field.name) bound.columns.push_back(c);
            }
            if (bound.columns.empty()) continue;
            std::stable_sort(bound.columns.begin(), bound.columns.end(),
                             [&](std::size_t a, std::size_t b) { return head.columns[a].rank < head.columns[b].rank; });
            bound_.push_back(std::move(bound));
        }
        taken_.resize(head.columns.size());
    }

    std::optional<land::Record> read(Row& row) override {
        R record;
        std::fill(taken_.begin(), taken_.end(), false);
        for (const Bound& bound : bound_) {
            for (const std::size_t column : bound.columns) {
                if (states_nothing(base::trim(row.cell(column)))) continue;
                taken_[column] = true;
                bound.field->set(row, record, column, row.cell(column));
                if (!bound.field->every) break;
            }
        }
        collect_extra(row, record);
        finish_(row, record);
        if (row.refused()) return std::nullopt;
        return land::Record(Target(std::move(record)));
    }

    std::vector<std::pair<std::string_view, bool>> fields() const override {
        std::vector<std::pair<std::string_view, bool>> all;
        for (const FieldOf<R>& field : fields_) all.emplace_back(field.name, field.every);
        return all;
    }

  private:
    struct Bound {
        const FieldOf<R>* field;
        std::vector<std::size_t> columns;  ///< in order of preference
    };

    /// What no field took, in the order of the sheet.
    void collect_extra(const Row& row, R& record) const {
        for (std::size_t c = 0; c < row.width(); ++c) {
            const bool known = c < taken_.size();
            if (known && (taken_[c] || row.head().columns[c].field == "-")) continue;
            const std::string_view cell = base::trim(row.cell(c));
            if (states_nothing(cell)) continue;
            record.extra.emplace_back(known ? row.head().columns[c].heading : "列 " + column_letters(c), masked(cell));
        }
    }

    std::span<const FieldOf<R>> fields_;
    std::vector<Bound> bound_;
    std::vector<bool> taken_;
    Finish finish_;
};

// One per kind; each in the file of its name.
std::unique_ptr<KindReader> make_approval_reader(const Head& head);
std::unique_ptr<KindReader> make_plot_reader(const Head& head);
std::unique_ptr<KindReader> make_supply_reader(const Head& head);
std::unique_ptr<KindReader> make_link_reader(const Head& head);
std::unique_ptr<KindReader> make_progress_reader(const Head& head);
std::unique_ptr<KindReader> make_withdrawal_reader(const Head& head);
std::unique_ptr<KindReader> make_idle_reader(const Head& head);
std::unique_ptr<KindReader> make_stocklist_reader(const Head& head);
std::unique_ptr<KindReader> make_baseline_reader(const Head& head);
std::unique_ptr<KindReader> make_portion_reader(const Head& head);
std::unique_ptr<KindReader> make_offer_reader(const Head& head);
std::unique_ptr<KindReader> make_expropriation_reader(const Head& head);
std::unique_ptr<KindReader> make_site_readiness_reader(const Head& head);
std::unique_ptr<KindReader> make_reserve_reader(const Head& head);
std::unique_ptr<KindReader> make_decision_reader(const Head& head);
std::unique_ptr<KindReader> make_target_reader(const Head& head);
std::unique_ptr<KindReader> make_official_reader(const Head& head);

}  // namespace intake
