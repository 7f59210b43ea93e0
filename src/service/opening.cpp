#include "service/opening.hpp"

#include "service/command.hpp"
#include "service/versions.hpp"

#include <set>

namespace service {
namespace {

struct Row {
    land::Official record;
    std::string entry;
};

base::Result<std::vector<Row>> list_of(store::Snapshot& snapshot, base::Date on) {
    std::vector<Row> rows;
    PANHUO_DO(each_record(snapshot, land::Kind::Official, base::Instant::end_of_time(),
                          [&](const std::string&, std::vector<ledger::RecordVersion>&& versions) -> base::Status {
                              const auto& record = std::get<land::Official>(versions.back().record);
                              if (record.row_kind == "approval" && record.extract == on)
                                  rows.push_back({record, versions.back().entry});
                              return base::Done{};
                          }));
    return rows;
}

/// Subjects of the approvals whose land counts under another one, as the ledger found: their rows of the list speak of
/// land that the other's row has already.
base::Result<std::set<std::string>> second_papers(store::Snapshot& snapshot) {
    std::set<std::string> subjects;
    PANHUO_DO(snapshot.scan_notes(base::Instant::end_of_time(), [&](const store::NoteRow& row) {
        if (row.note.code == "SAME_LAND_TWO_APPROVALS") subjects.insert(row.note.subject);
        return true;
    }));
    return subjects;
}

}  // namespace

base::Result<Opened> open_from_official(Office& office, base::Date on, const Act& act) {
    Opened opened;
    opened.on = on;
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::vector<Row> rows, list_of(*snapshot, on));
    if (rows.empty()) return base::Error{base::Code::BookMissing, {on.iso()}};
    PANHUO_TRY(const std::set<std::string> second, second_papers(*snapshot));
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    const base::Instant now = command->recorded_at();
    for (const Row& row : rows) {
        ++opened.approvals;
        PANHUO_TRY(const auto approval, versions_in_force(*snapshot, land::Kind::Approval, row.record.subject, now));
        if (approval.empty()) {
            opened.unknown.push_back(row.record.subject);
            continue;
        }
        if (second.contains("approval:" + row.record.subject)) {
            opened.second_papers.push_back(row.record.subject);
            continue;
        }
        if (!row.record.supplied) {
            opened.silent.push_back(row.record.subject);
            continue;
        }
        land::Opening opening;
        opening.approval = row.record.subject;
        opening.supplied = row.record.supplied;
        opening.on = on;
        opening.document = "系统批文清单 " + on.iso() + "（" + row.entry + "）";
        opened.supplied += *row.record.supplied;
        PANHUO_TRY(const auto known, versions_in_force(*snapshot, land::Kind::Opening, land::key_of(opening), now));
        if (!known.empty() && std::get<land::Opening>(known.back().record).supplied == opening.supplied) {
            ++opened.unchanged;
            continue;
        }
        Saying saying;
        if (!known.empty()) saying.change = journal::Change::Correct;
        saying.reason = "期初取自系统批文清单 / opening from the official list " + on.iso();
        PANHUO_TRY(const std::string entry, command->say(opening, saying));
        ++opened.entered;
    }
    PANHUO_DO(command->commit());
    return opened;
}

}  // namespace service
