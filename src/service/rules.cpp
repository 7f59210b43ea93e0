#include "service/rules.hpp"

#include "base/files.hpp"
#include "base/text.hpp"
#include "service/command.hpp"
#include "service/versions.hpp"

#include <filesystem>

namespace service {
namespace {

/// The text of an adopted book, as the journal holds it.
base::Result<std::string> adopted_text(store::Snapshot& snapshot, const std::string& name, base::Instant known_at) {
    PANHUO_TRY(const std::vector<store::VersionRow> rows, snapshot.versions(kRulebookKind, name));
    std::vector<journal::VersionHead> heads;
    for (const store::VersionRow& row : rows) heads.push_back(row.head);
    const std::vector<std::size_t> in_force = journal::in_force(heads, known_at);
    if (in_force.empty()) return base::Error{base::Code::RulebookNotFound, {name, "–"}};
    const store::VersionRow& row = rows[in_force.back()];
    PANHUO_TRY(const journal::Entry entry, read_entry(snapshot, row.chain, row.head.sequence));
    PANHUO_TRY(const base::Json payload, base::parse_json(entry.payload, name));
    return payload.at("text").get<std::string>();
}

}  // namespace

base::Status adopt_rulebook(Command& command, const law::RulebookSet& books) {
    for (const law::Rulebook& book : books.books) {
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
        PANHUO_TRY(const std::string entry, command.say_plain(kRulebookKind, book.name, payload, saying));
    }
    return base::Done{};
}

base::Result<law::RulebookSet> adopted_rulebooks(store::Snapshot& snapshot, base::Instant known_at) {
    PANHUO_TRY(const std::optional<std::string> name, snapshot.setting(setting::kRulebook));
    if (!name) return base::Error{base::Code::RulebookNotFound, {"", "–"}};
    return law::load_rulebooks(
        *name, [&](const std::string& book) { return adopted_text(snapshot, book, known_at); }, law::Proofs::ButRoutes,
        law::Tables::Lent);
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
    PANHUO_TRY(law::RulebookSet books, law::load_rulebooks(name, source, law::Proofs::Demanded, law::Tables::Lent));
    if (!books.main().campaign) return base::Error{base::Code::Usage, {name + ": kind = \"campaign\""}};
    return books;
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
