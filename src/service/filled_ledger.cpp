#include "service/filled_ledger.hpp"

#include "base/text.hpp"
#include "service/listed_portion.hpp"

#include <algorithm>
#include <cstdlib>

namespace service {
namespace {

/// What a paper shows of an area, read back.
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
    if (base::starts_with(portion.plot, "listed:")) return portion.plot;
    return portion.plot.empty() ? "approval:" + portion.approval : "plot:" + portion.plot;
}

/// What was said goes into the record, unless it is what the cell showed.
template <class T>
void fill(const T& said, const T& shown, T& into) {
    if (said != T{} && said != shown) into = said;
}

void fill_arrangement(const land::Arrangement& said, const land::Arrangement& shown, land::Arrangement& into) {
    fill(said.responsible_unit, shown.responsible_unit, into.responsible_unit);
    fill(said.responsible_person, shown.responsible_person, into.responsible_person);
    fill(said.supporting_units, shown.supporting_units, into.supporting_units);
    fill(said.intended_mode, shown.intended_mode, into.intended_mode);
    fill(said.intended_use, shown.intended_use, into.intended_use);
    fill(said.planned, shown.planned, into.planned);
    fill(said.progress_text, shown.progress_text, into.progress_text);
    fill(said.updated_on, shown.updated_on, into.updated_on);
}

void fill_extra(const land::Extra& said, land::Extra& into) {
    for (const auto& [heading, cell] : said) {
        const auto same = std::find_if(into.begin(), into.end(),
                                       [&heading = heading](const auto& pair) { return pair.first == heading; });
        if (same == into.end()) {
            into.emplace_back(heading, cell);
        } else {
            same->second = cell;
        }
    }
}

}  // namespace

base::Result<std::unique_ptr<FilledLedger>> FilledLedger::open(store::Snapshot& snapshot, base::Date as_of) {
    auto filled = std::make_unique<FilledLedger>();
    PANHUO_TRY(filled->layout_, report::load_layout("ledger"));
    Moment moment;
    moment.as_of = as_of;
    PANHUO_TRY(const std::unique_ptr<Book> book, Book::open(snapshot, moment, Hold::ButLand));
    PANHUO_DO(filled->load(*book));
    return filled;
}

base::Status FilledLedger::load(const Book& book) {
    const auto begins = [&](const Land& land) { hold_portions(book, land); };
    PANHUO_DO(each_land_parcel(book, begins, [&](const Land& land, const Parcel& parcel) -> base::Status {
        if (!parcel.divided) take(book, land, parcel);
        return base::Done{};
    }));
    // Portions of land that the book does not know are on no list, and still on record.
    for (const auto& [subject, portions] : book.portions)
        for (const Held<land::Portion>& held : portions) hold(held, held.record.note);
    return base::Done{};
}

/// Land of which nothing is left is no parcel in portions any more; the ledger shows them as what they were.
void FilledLedger::hold_portions(const Book& book, const Land& land) {
    const auto portions = book.portions.find(subject_of_origin(land.origin));
    if (portions == book.portions.end()) return;
    const std::string plot_note = land.plot == nullptr ? std::string() : land.plot->record.note;
    for (const Held<land::Portion>& held : portions->second)
        hold(held, held.record.note.empty() ? plot_note : held.record.note);
}

void FilledLedger::hold(const Held<land::Portion>& held, const std::string& note) {
    Shown shown{held.record, std::nullopt, held.record, held.record.area.value_or(base::Area{})};
    shown.cells.note = note;
    shown_.try_emplace(held.key, std::move(shown));
}

void FilledLedger::take(const Book& book, const Land& land, const Parcel& parcel) {
    const std::string subject = subject_of_origin(parcel.origin);
    Shown shown;
    shown.area = parcel.unsupplied;
    if (land.listed != nullptr) {
        shown.listed = land.listed->record;
        shown.record = portion_of_row(land.listed->key, land.listed->record);
    }
    if (const land::Portion* portion = book.portion(subject, parcel.kind == "portion" ? parcel.id : ""))
        shown.record = *portion;
    if (shown.record) {
        static_cast<land::Arrangement&>(shown.cells) = *shown.record;
        shown.cells.note = shown.record->note;
    }
    if (land.plot != nullptr && shown.cells.note.empty()) shown.cells.note = land.plot->record.note;
    shown.cells.cause = parcel.cause == "unknown" ? "" : parcel.cause;
    shown.cells.route = parcel.route;
    shown.cells.responsible_unit = parcel.responsible_unit;
    shown.cells.planned = parcel.planned;
    shown_[parcel.kind == "portion" ? parcel.id : subject] = std::move(shown);
}

/// Whether two members of a closed list stand in one column of the ledger.
bool FilledLedger::same_cell(std::string_view list, const std::string& a, const std::string& b) const {
    if (a.empty() || b.empty()) return false;
    const auto holds = [&](const report::Column& column, const std::string& member) {
        const std::string name = std::string(list) + "." + member;
        return std::find(column.keys.begin(), column.keys.end(), name) != column.keys.end();
    };
    return a == b || std::any_of(layout_.columns.begin(), layout_.columns.end(),
                                 [&](const report::Column& column) { return holds(column, a) && holds(column, b); });
}

FilledLedger::Answer FilledLedger::lay(const land::Portion& row, bool exported) const {
    auto found = shown_.find(land::key_of(row));
    if (found == shown_.end()) found = shown_.find(subject_of(row));
    const bool known = found != shown_.end();
    if (!known && base::starts_with(row.plot, "listed:")) {
        Answer refused;
        refused.listed_unknown = true;
        return refused;
    }
    const Shown shown = known ? found->second : Shown{};
    const land::Portion cells = exported ? shown.cells : land::Portion{};
    Answer answer;
    land::Portion before;
    before.plot = row.plot;
    before.approval = row.approval;
    before.number = row.number;
    if (shown.record) before = *shown.record;
    land::Portion out = before;
    if (!row.cause_text.empty() && row.cause != out.cause && !same_cell("cause", row.cause, cells.cause)) {
        out.cause = row.cause;
        out.cause_text = row.cause_text;
    }
    if (!row.route_text.empty() && row.route != out.route && !same_cell("route", row.route, cells.route)) {
        out.route = row.route;
        out.route_text = row.route_text;
    }
    fill_arrangement(row, cells, out);
    fill(row.wanted, cells.wanted, out.wanted);
    fill(row.occupied, cells.occupied, out.occupied);
    fill(row.unchanged, cells.unchanged, out.unchanged);
    fill(row.remnant, cells.remnant, out.remnant);
    fill(row.note, cells.note, out.note);
    fill_extra(row.extra, out.extra);
    const base::Area area = out.area.value_or(shown.area);
    if (row.area && fifteen_times(*row.area, area)) {
        answer.doubtful = area;
    } else if (row.area && !(known && shows(*row.area, area))) {
        out.area = row.area;
    }
    if (known && land::changes_between(before, out).empty()) return answer;
    if (shown.listed) {
        answer.said = row_with(*shown.listed, out);
    } else {
        answer.said = std::move(out);
    }
    return answer;
}

}  // namespace service
