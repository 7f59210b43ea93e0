#include "service/filled_ledger.hpp"

#include "base/text.hpp"
#include "service/parcels.hpp"

#include <algorithm>
#include <cstdlib>

namespace service {
namespace {

/// What a paper shows of an area, read back: hectares with four places, mu with two.
base::Area on_paper(base::Area area, base::AreaUnit unit, int places) {
    return base::read_area(area.text(unit, places), unit).area;
}

bool shows(base::Area written, base::Area area) {
    return written == area || written == on_paper(area, base::AreaUnit::Hectare, 4) ||
           written == on_paper(area, base::AreaUnit::Mu, 2);
}

/// Within one in a hundred.
bool fifteen_times(base::Area written, base::Area area) {
    const std::int64_t apart = written.units() - 15 * area.units();
    return area.is_positive() && std::abs(apart) * 100 <= 15 * area.units();
}

std::string subject_of(const land::Portion& portion) {
    return portion.plot.empty() ? "approval:" + portion.approval : "plot:" + portion.plot;
}

template <class T>
void take(const T& said, const T& shown, T& into, bool& changed) {
    if (said == T{} || said == shown || said == into) return;
    into = said;
    changed = true;
}

}  // namespace

base::Result<std::unique_ptr<FilledLedger>> FilledLedger::open(store::Snapshot& snapshot, base::Date as_of) {
    auto filled = std::make_unique<FilledLedger>();
    PANHUO_TRY(filled->layout_, report::load_layout("ledger"));
    Moment moment;
    moment.as_of = as_of;
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(snapshot, moment));
    PANHUO_DO(filled->load(*book));
    return filled;
}

base::Status FilledLedger::load(const Book& book) {
    std::string plot_note;
    return each_parcel(book, [&](const Parcel& parcel) -> base::Status {
        if (parcel.kind == "supply") return base::Done{};
        const std::string subject = subject_of_origin(parcel.origin);
        if (parcel.kind == "plot") {
            const auto plot = book.plots.find(subject.substr(subject.find(':') + 1));
            plot_note = base::starts_with(subject, "plot:") && plot != book.plots.end() ? plot->second.record.note : "";
        }
        Shown shown{parcel.cause, parcel.route,   parcel.responsible_unit, "",
                    plot_note,    parcel.planned, parcel.unsupplied,       std::nullopt};
        std::string key = subject;
        if (const auto known = book.portions.find(subject); known != book.portions.end()) {
            for (const Held<land::Portion>& held : known->second) {
                if (parcel.kind != "portion" || held.key != parcel.id) continue;
                key = held.key;
                shown.record = held.record;
                shown.supporting = held.record.supporting_units;
                if (!held.record.note.empty()) shown.note = held.record.note;
            }
        }
        shown_[key] = std::move(shown);
        return base::Done{};
    });
}

/// Whether two members of a closed list stand in one column of the ledger.
bool FilledLedger::same_column(std::string_view list, const std::string& a, const std::string& b) const {
    const std::string name_a = std::string(list) + "." + a;
    const std::string name_b = std::string(list) + "." + b;
    return std::any_of(layout_.columns.begin(), layout_.columns.end(), [&](const report::Column& column) {
        const auto holds = [&](const std::string& name) {
            return std::find(column.keys.begin(), column.keys.end(), name) != column.keys.end();
        };
        return holds(name_a) && holds(name_b);
    });
}

void FilledLedger::merge_choice(std::string_view list, const std::string& shown, const std::string& value,
                                const std::string& text, std::string& into, std::string& into_text,
                                bool& changed) const {
    if (text.empty() || value == into) return;
    if (!shown.empty() && (value == shown || same_column(list, value, shown))) return;
    into = value;
    into_text = text;
    changed = true;
}

std::optional<land::Portion> FilledLedger::merged(const land::Portion& row, std::optional<base::Area>& doubtful) const {
    auto found = shown_.find(land::key_of(row));
    if (found == shown_.end()) found = shown_.find(subject_of(row));
    const Shown shown = found == shown_.end() ? Shown{} : found->second;
    land::Portion out = shown.record.value_or(land::Portion{});
    if (!shown.record) {
        out.plot = row.plot;
        out.approval = row.approval;
        out.number = row.number;
    }
    bool changed = found == shown_.end();
    merge_choice("cause", shown.cause == "unknown" ? "" : shown.cause, row.cause, row.cause_text, out.cause,
                 out.cause_text, changed);
    merge_choice("route", shown.route, row.route, row.route_text, out.route, out.route_text, changed);
    take(row.responsible_unit, shown.unit, out.responsible_unit, changed);
    take(row.supporting_units, shown.supporting, out.supporting_units, changed);
    take(row.planned, shown.planned, out.planned, changed);
    take(row.note, shown.note, out.note, changed);
    const base::Area known = out.area.value_or(shown.area);
    if (row.area && fifteen_times(*row.area, known)) {
        doubtful = known;
    } else if (row.area && !shows(*row.area, known)) {
        out.area = row.area;
        changed = true;
    }
    for (const auto& [heading, cell] : row.extra) {
        const auto same = std::find_if(out.extra.begin(), out.extra.end(),
                                       [&heading = heading](const auto& pair) { return pair.first == heading; });
        if (same == out.extra.end()) {
            out.extra.emplace_back(heading, cell);
            changed = true;
        } else if (same->second != cell) {
            same->second = cell;
            changed = true;
        }
    }
    if (!changed) return std::nullopt;
    return out;
}

}  // namespace service
