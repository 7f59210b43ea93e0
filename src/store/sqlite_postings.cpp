// Postings and notes.
#include "store/sqlite_queries.hpp"

#include <charconv>

// The columns of a row, always in this order; macros, because a kept statement is found by the address of its text.
#define PANHUO_POSTING_COLUMNS                                                     \
    "SELECT id, legal_on, counted_on, (SELECT name FROM names WHERE id = origin)," \
    " (SELECT name FROM names WHERE id = holder_from), account_from,"              \
    " (SELECT name FROM names WHERE id = holder_to), account_to, area,"            \
    " (SELECT name FROM names WHERE id = record), entry, rule, known_from, known_to FROM postings "
#define PANHUO_NOTE_COLUMNS                                                                 \
    "SELECT id, code, (SELECT name FROM names WHERE id = subject), noted_on, facts, entry," \
    " known_from, known_to FROM notes "
// An open row is known for ever, at the end of time too.
#define PANHUO_KNOWN "known_from <= ? AND (known_to IS NULL OR known_to > ?)"

namespace store {
namespace {

using base::Code;
using base::Date;
using base::Done;
using base::Error;
using base::Instant;
using base::Result;
using base::Status;

constexpr std::string_view kHolderPrefix = "supply:";

std::optional<Date> optional_date(const Statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Date::from_days(static_cast<std::int32_t>(row.integer(column)));
}

Instant known_until(const Statement& row, int column) {
    return row.is_null(column) ? Instant::end_of_time() : Instant::from_micros(row.integer(column));
}

std::string holder(const Statement& row, int column) {
    return row.is_null(column) ? std::string() : std::string(row.bytes(column).substr(kHolderPrefix.size()));
}

PostingRow posting_row(const Statement& row) {
    PostingRow out;
    out.id = row.integer(0);
    out.posting.on = Date::from_days(static_cast<std::int32_t>(row.integer(1)));
    out.posting.counted_on = optional_date(row, 2);
    out.posting.origin = row.text(3);
    out.posting.holder_from = holder(row, 4);
    out.posting.from = static_cast<ledger::Account>(row.integer(5));
    out.posting.holder_to = holder(row, 6);
    out.posting.to = static_cast<ledger::Account>(row.integer(7));
    out.posting.area = base::Area::from_units(row.integer(8));
    out.posting.record = row.text(9);
    out.posting.entry = row.text(10);
    out.posting.rule = row.text(11);
    out.known_from = Instant::from_micros(row.integer(12));
    out.known_to = known_until(row, 13);
    return out;
}

Result<NoteRow> note_row(const Statement& row) {
    auto facts = unpack_facts(row.bytes(4));
    if (!facts) return Error{Code::StoreFailed, {"notes", "facts of note " + std::to_string(row.integer(0))}};
    NoteRow out;
    out.id = row.integer(0);
    out.note.code = row.text(1);
    out.note.subject = row.text(2);
    out.note.on = optional_date(row, 3);
    out.note.facts = std::move(*facts);
    out.note.entry = row.text(5);
    out.known_from = Instant::from_micros(row.integer(6));
    out.known_to = known_until(row, 7);
    return out;
}

Status each_posting(Statement& rows, const Visit<PostingRow>& visit) {
    while (true) {
        PANHUO_TRY(const bool row, rows.step());
        if (!row || !visit(posting_row(rows))) return Done{};
    }
}

Status each_note(Statement& rows, const Visit<NoteRow>& visit) {
    while (true) {
        PANHUO_TRY(const bool row, rows.step());
        if (!row) return Done{};
        PANHUO_TRY(const NoteRow note, note_row(rows));
        if (!visit(note)) return Done{};
    }
}

template <class Row>
Visit<Row> collect(std::vector<Row>& into) {
    return [&into](const Row& row) {
        into.push_back(row);
        return true;
    };
}

}  // namespace

std::string holder_name(std::string_view holder) { return std::string(kHolderPrefix) + std::string(holder); }

std::string pack_facts(const std::vector<std::pair<std::string, std::string>>& facts) {
    std::string out;
    for (const auto& [name, value] : facts) {
        for (const std::string* text : {&name, &value}) {
            out += std::to_string(text->size());
            out += ':';
            out += *text;
        }
    }
    return out;
}

std::optional<std::vector<std::pair<std::string, std::string>>> unpack_facts(std::string_view bytes) {
    std::vector<std::string> texts;
    while (!bytes.empty()) {
        std::size_t length = 0;
        const auto [end, problem] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), length);
        if (problem != std::errc{} || end == bytes.data() + bytes.size() || *end != ':') return std::nullopt;
        bytes.remove_prefix(static_cast<std::size_t>(end - bytes.data()) + 1);
        if (length > bytes.size()) return std::nullopt;
        texts.emplace_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    if (texts.size() % 2 != 0) return std::nullopt;
    std::vector<std::pair<std::string, std::string>> facts;
    for (std::size_t i = 0; i < texts.size(); i += 2) facts.emplace_back(std::move(texts[i]), std::move(texts[i + 1]));
    return facts;
}

Status Queries::scan_postings(Instant known_at, const Visit<PostingRow>& visit) {
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_POSTING_COLUMNS "WHERE " PANHUO_KNOWN " ORDER BY id"));
    q.bind(known_at.micros()).bind(known_at.micros());
    return each_posting(q, visit);
}

Status Queries::scan_notes(Instant known_at, const Visit<NoteRow>& visit) {
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_NOTE_COLUMNS "WHERE " PANHUO_KNOWN " ORDER BY id"));
    q.bind(known_at.micros()).bind(known_at.micros());
    return each_note(q, visit);
}

Status Queries::scan_postings_between(std::string_view after, std::string_view upto, Instant known_at,
                                      const Visit<PostingRow>& visit) {
    // CROSS JOIN keeps the order of the loops: names in order of their index, then the postings of each.
    PANHUO_TRY(Statement q, db_.prepare("SELECT postings.id, legal_on, counted_on, own.name,"
                                        " (SELECT name FROM names WHERE id = holder_from), account_from,"
                                        " (SELECT name FROM names WHERE id = holder_to), account_to, area,"
                                        " (SELECT name FROM names WHERE id = record), entry, rule, known_from, known_to"
                                        " FROM names AS own CROSS JOIN postings ON postings.origin = own.id"
                                        " WHERE own.name > ? AND own.name <= ? AND " PANHUO_KNOWN
                                        " ORDER BY own.name, postings.id"));
    q.bind(after).bind(upto).bind(known_at.micros()).bind(known_at.micros());
    return each_posting(q, visit);
}

Status Queries::scan_all_postings(const Visit<PostingRow>& visit) {
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_POSTING_COLUMNS "ORDER BY id"));
    return each_posting(q, visit);
}

Status Queries::scan_all_notes(const Visit<NoteRow>& visit) {
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_NOTE_COLUMNS "ORDER BY id"));
    return each_note(q, visit);
}

Result<std::vector<PostingRow>> Queries::open_postings_of(std::string_view record) {
    std::vector<PostingRow> out;
    PANHUO_TRY(const auto id, name_id(record));
    if (!id) return out;
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_POSTING_COLUMNS "WHERE record = ? AND known_to IS NULL ORDER BY +id"));
    q.bind(*id);
    PANHUO_DO(each_posting(q, collect(out)));
    return out;
}

Result<std::vector<NoteRow>> Queries::open_notes_of(std::string_view subject) {
    std::vector<NoteRow> out;
    PANHUO_TRY(const auto id, name_id(subject));
    if (!id) return out;
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_NOTE_COLUMNS "WHERE subject = ? AND known_to IS NULL ORDER BY +id"));
    q.bind(*id);
    PANHUO_DO(each_note(q, collect(out)));
    return out;
}

Result<std::vector<PostingRow>> Queries::postings_of_origin(std::string_view origin, Instant known_at) {
    std::vector<PostingRow> out;
    PANHUO_TRY(const auto id, name_id(origin));
    if (!id) return out;
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_POSTING_COLUMNS "WHERE origin = ? AND " PANHUO_KNOWN " ORDER BY +id"));
    q.bind(*id).bind(known_at.micros()).bind(known_at.micros());
    PANHUO_DO(each_posting(q, collect(out)));
    return out;
}

Result<std::vector<PostingRow>> Queries::postings_of_holder(std::string_view holder, Instant known_at) {
    std::vector<PostingRow> out;
    if (holder.empty()) return out;
    PANHUO_TRY(const auto id, name_id(holder_name(holder)));
    if (!id) return out;
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_POSTING_COLUMNS
                                        "WHERE (holder_from = ? OR holder_to = ?) AND " PANHUO_KNOWN " ORDER BY +id"));
    q.bind(*id).bind(*id).bind(known_at.micros()).bind(known_at.micros());
    PANHUO_DO(each_posting(q, collect(out)));
    return out;
}

Result<std::vector<NoteRow>> Queries::notes_of_subject(std::string_view subject, Instant known_at) {
    std::vector<NoteRow> out;
    PANHUO_TRY(const auto id, name_id(subject));
    if (!id) return out;
    PANHUO_TRY(Statement q, db_.prepare(PANHUO_NOTE_COLUMNS "WHERE subject = ? AND " PANHUO_KNOWN " ORDER BY +id"));
    q.bind(*id).bind(known_at.micros()).bind(known_at.micros());
    PANHUO_DO(each_note(q, collect(out)));
    return out;
}

}  // namespace store
