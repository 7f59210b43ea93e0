#include "service/rules.hpp"

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "service/command.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <filesystem>

namespace service {
namespace {

/// The entry that lists the optional books in force; no book can be named so.
constexpr char kBesideKey[] = "beside the campaign";

/// The payload of the last entry of that key, or nothing.
base::Result<std::optional<base::Json>> adopted_payload(store::Snapshot& snapshot, const std::string& key,
                                                        base::Instant known_at) {
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(kRulebookKind, key));
    std::vector<journal::VersionHead> heads;
    for (const store::VersionRow& row : rows) heads.push_back(row.head);
    const std::vector<std::size_t> in_force = journal::in_force(heads, known_at);
    if (in_force.empty()) return std::optional<base::Json>();
    const store::VersionRow& row = rows[in_force.back()];
    PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
    PANHUO_TRY(base::Json payload, base::parse_json(entry.payload, key));
    return std::optional(std::move(payload));
}

/// The text of an adopted book, as the journal holds it.
base::Result<std::string> adopted_text(store::Snapshot& snapshot, const std::string& name, base::Instant known_at) {
    PANHUO_TRY(const std::optional<base::Json> payload, adopted_payload(snapshot, name, known_at));
    if (!payload) return base::Error{base::Code::RulebookNotFound, {name, "–"}};
    return payload->at("text").get<std::string>();
}

base::Status say_book(Command& command, const law::Rulebook& book, bool again = false) {
    std::string payload;
    base::JsonWriter writer(payload);
    writer.begin_object();
    writer.key("name");
    writer.string(book.name);
    writer.key("sha256");
    writer.string(base::hex(base::hash(base::HashAlgorithm::Sha256, book.text)));
    writer.key("text");
    writer.string(book.text);
    writer.end_object();
    Saying saying;
    saying.reason = "adopt rulebook " + book.name;
    if (again) saying.change = journal::Change::Correct;
    PANHUO_TRY(const std::string entry, command.say_plain(kRulebookKind, book.name, payload, saying));
    return base::Done{};
}

base::Status say_beside(Command& command, const std::vector<std::string>& books, bool first) {
    std::string payload;
    base::JsonWriter writer(payload);
    writer.begin_object();
    writer.key("books");
    writer.begin_array();
    for (const std::string& name : books) writer.string(name);
    writer.end_array();
    writer.end_object();
    Saying saying;
    saying.reason = "books in force beside the campaign";
    if (!first) saying.change = journal::Change::Correct;
    PANHUO_TRY(const std::string entry, command.say_plain(kRulebookKind, kBesideKey, payload, saying));
    return base::Done{};
}

base::Result<std::string> main_book(store::Snapshot& snapshot) {
    PANHUO_TRY(const std::optional<std::string> name, snapshot.setting(setting::kRulebook));
    if (!name) return base::Error{base::Code::RulebookNotFound, {"", "–"}};
    return *name;
}

}  // namespace

base::Status adopt_rulebook(Command& command, const law::RulebookSet& books) {
    for (const law::Rulebook& book : books.books) PANHUO_DO(say_book(command, book));
    return base::Done{};
}

base::Result<std::vector<std::string>> adopted_beside(store::Snapshot& snapshot, base::Instant known_at) {
    PANHUO_TRY(const std::optional<base::Json> payload, adopted_payload(snapshot, kBesideKey, known_at));
    if (!payload) return std::vector<std::string>();
    return payload->at("books").get<std::vector<std::string>>();
}

base::Result<std::optional<Adoption>> adoption_of(store::Snapshot& snapshot, const law::Rulebook& book) {
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(kRulebookKind, book.name));
    std::optional<Adoption> found;
    for (const store::VersionRow& row : rows) {
        PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
        PANHUO_TRY(const base::Json payload, base::parse_json(entry.payload, book.name));
        if (!found && payload.at("text") == book.text)
            found = Adoption{journal::entry_id(entry.chain, entry.sequence), entry.recorded_at, entry.actor};
    }
    return found;
}

base::Result<std::vector<std::string>> adopt_beside(Office& office, const BesideOrder& order, const Act& act) {
    const base::Instant now = base::Instant::end_of_time();
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(std::vector<std::string> books, adopted_beside(*snapshot, now));
    PANHUO_TRY(const std::optional<base::Json> before, adopted_payload(*snapshot, kBesideKey, now));
    const auto found = std::find(books.begin(), books.end(), order.book);
    if ((found != books.end()) != order.end)
        return base::Error{base::Code::Usage,
                           {order.end ? base::both(order.book + " 没有采用", order.book + " is not in force")
                                      : base::both(order.book + " 已经采用", order.book + " is in force already")}};
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, kSystemChain, act));
    if (order.end) {
        books.erase(found);
    } else {
        PANHUO_TRY(const law::RulebookSet rules, draft_rulebooks(*snapshot, order.book, now));
        const auto same = [&](const law::Rulebook& book) { return book.name == order.book; };
        const auto book = std::find_if(rules.books.begin(), rules.books.end(), same);
        if (book == rules.books.end() || book->campaign)
            return base::Error{base::Code::Usage,
                               {base::both(order.book + "：方案在建库时采用，这里只采用可选的规则集",
                                           order.book + ": a campaign is adopted with the store, not here")}};
        for (const law::Rulebook& one : rules.books) {
            PANHUO_TRY(const std::optional<base::Json> held, adopted_payload(*snapshot, one.name, now));
            const bool newer = held && one.name == order.book && held->at("text").get<std::string>() != one.text;
            if (!held || newer) PANHUO_DO(say_book(*command, one, newer));
        }
        books.push_back(order.book);
    }
    PANHUO_DO(say_beside(*command, books, !before.has_value()));
    PANHUO_DO(command->commit());
    return books;
}

base::Result<law::RulebookSet> adopted_rulebooks(store::Snapshot& snapshot, base::Instant known_at) {
    PANHUO_TRY(const std::string name, main_book(snapshot));
    PANHUO_TRY(const std::vector<std::string> beside, adopted_beside(snapshot, known_at));
    return law::load_rulebooks(
        name, [&](const std::string& book) { return adopted_text(snapshot, book, known_at); }, law::Proofs::ButRoutes,
        law::Tables::Lent, beside);
}

base::Result<law::RulebookSet> draft_rulebooks(store::Snapshot& snapshot, const std::string& book,
                                               base::Instant known_at) {
    const bool is_file = base::ends_with(book, ".toml");
    const std::string name = is_file ? std::filesystem::path(book).stem().string() : book;
    const law::BookSource shipped = law::shipped_books();
    const law::BookSource source = [&](const std::string& wanted) -> base::Result<std::string> {
        if (wanted == name) return is_file ? base::read_file(book) : shipped(wanted);
        base::Result<std::string> adopted = adopted_text(snapshot, wanted, known_at);
        return adopted.ok() ? std::move(adopted) : shipped(wanted);
    };
    PANHUO_TRY(std::vector<std::string> beside, adopted_beside(snapshot, known_at));
    PANHUO_TRY(const std::string text, source(name));
    PANHUO_TRY(const law::Rulebook draft, law::parse_rulebook(text, name));
    if (draft.campaign) return law::load_rulebooks(name, source, law::Proofs::Demanded, law::Tables::Lent, beside);
    PANHUO_TRY(const std::string in_force, main_book(snapshot));
    beside.push_back(name);
    return law::load_rulebooks(in_force, source, law::Proofs::ButRoutes, law::Tables::Lent, beside);
}

base::Result<std::vector<law::Decided>> recorded_readings(store::Snapshot& snapshot, base::Instant known_at) {
    std::vector<law::Decided> readings;
    PANHUO_DO(each_record(snapshot, land::Kind::Decision, known_at,
                          [&](const std::string&, std::vector<ledger::RecordVersion>&& versions) -> base::Status {
                              const auto& decision = std::get<land::Decision>(versions.back().record);
                              if (decision.type == "reading") {
                                  readings.push_back({decision.contradiction, decision.reading,
                                                      decision.on.value_or(versions.back().recorded_on)});
                              }
                              return base::Done{};
                          }));
    return readings;
}

base::Result<std::string> decide(Office& office, const ReadingChoice& choice, const Act& act) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const law::RulebookSet books, adopted_rulebooks(*snapshot, base::Instant::end_of_time()));
    PANHUO_DO(law::check_decision(books.main(), choice.contradiction, choice.reading));
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    land::Decision decision;
    decision.type = "reading";
    decision.contradiction = choice.contradiction;
    decision.reading = choice.reading;
    decision.on = choice.on.value_or(command->recorded_at().shanghai_date());
    decision.document = choice.paper;
    // One record per contradiction and day: deciding again on another day stands beside the first, since the
    // earlier reading held until then.
    decision.number = "reading|" + choice.contradiction + "|" + decision.on->iso();
    Saying saying;
    PANHUO_TRY(const auto known, versions_in_force(command->transaction(), land::Kind::Decision, decision.number,
                                                   command->recorded_at()));
    if (!known.empty()) saying.change = journal::Change::Correct;
    PANHUO_TRY(const std::string entry, command->say(decision, saying));
    PANHUO_DO(command->commit());
    return entry;
}

}  // namespace service
