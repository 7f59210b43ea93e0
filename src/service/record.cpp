#include "service/record.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "service/command.hpp"
#include "service/proposals.hpp"
#include "service/vault.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace service {
namespace {

base::Error impossible(const std::string& why) { return {base::Code::ChangeNotPossible, {why}}; }

/// One statement of the document, understood.
struct Statement {
    land::Kind kind{};
    std::string key;
    std::optional<land::Record> record;  ///< none for retract
    Saying saying;
};

base::Result<std::string> text_member(const base::Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end()) return std::string();
    if (!found->is_string()) return base::Error{base::Code::Usage, {std::string(name) + " must be text"}};
    return found->get<std::string>();
}

base::Result<land::Kind> kind_member(const base::Json& json) {
    PANHUO_TRY(const std::string name, text_member(json, "kind"));
    const std::optional<land::Kind> kind = land::kind_from_name(name);
    if (kind) return *kind;
    std::string known;
    for (const land::Kind each : land::all_kinds())
        known += (known.empty() ? "" : " ") + std::string(land::kind_name(each));
    return base::Error{base::Code::RecordKindUnknown, {name, known}};
}

/// The fields given, laid over those that hold now; null takes a field away.
base::Result<land::Record> complete(land::Kind kind, const base::Json& given, const ledger::RecordVersion& now) {
    PANHUO_TRY(base::Json whole, base::parse_json(land::payload_of(now.record), "record"));
    for (const auto& [name, value] : given.items()) {
        if (value.is_null()) {
            whole.erase(name);
        } else {
            whole[name] = value;
        }
    }
    return land::record_from_json(kind, whole);
}

class Recorder {
  public:
    Recorder(Office& office, Command& command) : command_(command), vault_(command.transaction(), office.random) {}

    base::Result<Statement> understand(const base::Json& json);
    base::Result<std::string> say(const Statement& statement);

  private:
    base::Result<Statement> settle(const base::Json& json);
    base::Status read_saying(const base::Json& json, Saying& saying);
    base::Result<std::vector<ledger::RecordVersion>> now(land::Kind kind, const std::string& key) {
        return versions_in_force(command_.transaction(), kind, key, command_.recorded_at());
    }

    Command& command_;
    Vault vault_;
};

base::Status Recorder::read_saying(const base::Json& json, Saying& saying) {
    PANHUO_TRY(const std::string change, text_member(json, "change"));
    if (!change.empty()) {
        const std::optional<journal::Change> known = journal::change_from_name(change);
        if (!known) return base::Error{base::Code::Usage, {"change: new | correct | amend | retract, not " + change}};
        saying.change = *known;
    }
    PANHUO_TRY(const std::string state, text_member(json, "state"));
    if (state == "proposed") {
        saying.state = journal::State::Proposed;
    } else if (!state.empty() && state != "approved") {
        return base::Error{base::Code::Usage, {"state: approved | proposed, not " + state}};
    }
    PANHUO_TRY(saying.reason, text_member(json, "reason"));
    PANHUO_TRY(const std::string effective, text_member(json, "effective"));
    if (!effective.empty()) {
        saying.effective = base::parse_iso_date(effective);
        if (!saying.effective) return base::Error{base::Code::DateInvalid, {effective}};
    }
    if (saying.change == journal::Change::Amend && !saying.effective) {
        return impossible("amend needs \"effective\": the day from which the world was different");
    }
    return base::Done{};
}

/// {"approve": ENTRY} or {"reject": ENTRY}: repeats what was proposed, in its new state.
base::Result<Statement> Recorder::settle(const base::Json& json) {
    const bool approve = json.contains("approve");
    PANHUO_TRY(const std::string id, text_member(json, approve ? "approve" : "reject"));
    // Asked inside the transaction: of two who settle at once, the second is told.
    PANHUO_TRY(const journal::Entry entry, open_proposal(command_.transaction(), id));
    const std::optional<land::Kind> kind = land::kind_from_name(entry.kind);
    if (!kind) return impossible(id + " is not a proposal");
    Statement statement;
    statement.kind = *kind;
    statement.key = entry.key;
    statement.saying = {entry.change,    approve ? journal::State::Approved : journal::State::Rejected,
                        entry.effective, entry.reason,
                        entry.source,    entry.original,
                        entry.version,   {}};
    PANHUO_TRY(const std::string reason, text_member(json, "reason"));
    if (!reason.empty()) statement.saying.reason = reason;
    if (entry.change != journal::Change::Retract) {
        PANHUO_TRY(statement.record, land::record_from_payload(*kind, entry.payload));
    }
    return statement;
}

base::Result<Statement> Recorder::understand(const base::Json& json) {
    if (!json.is_object()) return base::Error{base::Code::Usage, {"a statement is a JSON object"}};
    if (json.contains("approve") || json.contains("reject")) return settle(json);
    Statement statement;
    PANHUO_TRY(statement.kind, kind_member(json));
    PANHUO_DO(read_saying(json, statement.saying));
    PANHUO_TRY(statement.key, text_member(json, "key"));
    if (statement.saying.change == journal::Change::Retract) {
        if (statement.key.empty()) return impossible("retract needs \"key\"");
        PANHUO_TRY(const auto known, now(statement.kind, statement.key));
        if (known.empty()) return base::Error{base::Code::RecordNotFound, {statement.key}};
        return statement;
    }
    const auto given = json.find("record");
    if (given == json.end() || !given->is_object())
        return base::Error{base::Code::Usage, {"\"record\" must be an object"}};
    if (!statement.key.empty() && statement.saying.change != journal::Change::New) {
        PANHUO_TRY(const auto known, now(statement.kind, statement.key));
        if (known.empty()) return base::Error{base::Code::RecordNotFound, {statement.key}};
        PANHUO_TRY(statement.record, complete(statement.kind, *given, known.back()));
    } else {
        PANHUO_TRY(statement.record, land::record_from_json(statement.kind, *given));
    }
    return statement;
}

base::Result<std::string> Recorder::say(const Statement& statement) {
    if (!statement.record) return command_.retract(statement.kind, statement.key, statement.saying);
    land::Record record = *statement.record;
    PANHUO_DO(refuse_named_person(record));
    std::vector<std::pair<std::string, std::string>> none;
    // A settled proposal was sealed when it was made.
    if (statement.key.empty() || statement.saying.change == journal::Change::New)
        PANHUO_DO(seal_person(vault_, record, none));
    const std::string key = land::key_of(record);
    if (!statement.key.empty() && key != statement.key) {
        return impossible("the record's key would change from " + statement.key + " to " + key +
                          "; retract the old record and say the new one");
    }
    PANHUO_TRY(const auto known, now(statement.kind, key));
    const journal::Change change = statement.saying.change;
    if (change == journal::Change::New && !known.empty() && statement.saying.state != journal::State::Rejected) {
        return impossible(
            std::string(land::kind_name(statement.kind)) + " " + key +
            " is known already; say \"change\": \"correct\" (it was wrong) or \"amend\" (the world changed)");
    }
    if (change != journal::Change::New && known.empty()) return base::Error{base::Code::RecordNotFound, {key}};
    return command_.say(record, statement.saying);
}

/// Cells and notes of the things the statements touch.
base::Result<Picture> picture_of(store::Snapshot& snapshot, const std::set<std::string>& nodes,
                                 base::Instant known_at) {
    std::vector<ledger::Posting> postings;
    std::set<std::int64_t> taken;
    const auto take = [&](std::vector<store::PostingRow> rows) {
        for (store::PostingRow& row : rows) {
            if (taken.insert(row.id).second) postings.push_back(std::move(row.posting));
        }
    };
    Picture picture;
    for (const std::string& node : nodes) {
        const std::string key = node.substr(node.find(':') + 1);
        const bool approval = base::starts_with(node, "approval:");
        PANHUO_TRY(auto by_origin, snapshot.postings_of_origin(approval ? "rest:" + key : node, known_at));
        take(std::move(by_origin));
        if (base::starts_with(node, "supply:")) {
            PANHUO_TRY(auto by_holder, snapshot.postings_of_holder(key, known_at));
            take(std::move(by_holder));
        }
        PANHUO_TRY(const std::vector<store::NoteRow> notes, snapshot.notes_of_subject(node, known_at));
        for (const store::NoteRow& row : notes) picture.notes.push_back(row.note);
    }
    std::vector<ledger::Cell> cells = ledger::balances(postings, base::Date::from_days(INT32_MAX / 2));
    std::copy_if(cells.begin(), cells.end(), std::back_inserter(picture.cells),
                 [](const ledger::Cell& cell) { return !ledger::is_source(cell.account); });
    return picture;
}

void add_nodes(const land::Record& record, std::set<std::string>& nodes) {
    for (std::string& node : land::nodes_of(record)) nodes.insert(std::move(node));
    const land::Kind kind = land::kind_of(record);
    if (kind == land::Kind::Supply) nodes.insert("supply:" + land::key_of(record));
    if (const auto* link = std::get_if<land::Link>(&record)) nodes.insert("supply:" + link->supply);
    if (const auto* progress = std::get_if<land::Progress>(&record)) nodes.insert("supply:" + progress->supply);
}

/// What the record speaks about, and what it spoke about before.
base::Result<std::set<std::string>> touched_by(const Statement& statement, store::Snapshot& snapshot) {
    std::set<std::string> nodes;
    if (statement.record) add_nodes(*statement.record, nodes);
    const std::string kind(land::kind_name(statement.kind));
    const std::string key = statement.record ? land::key_of(*statement.record) : statement.key;
    PANHUO_TRY(const std::vector<std::string> old_nodes, snapshot.nodes_of_record({kind, key}));
    nodes.insert(old_nodes.begin(), old_nodes.end());
    return nodes;
}

base::Status ask(const Permit& permit, const std::set<std::string>& nodes) {
    if (!permit) return base::Done{};
    if (nodes.empty()) return permit("");
    const auto is_approval = [](const std::string& node) { return base::starts_with(node, "approval:"); };
    const bool only_approvals = std::all_of(nodes.begin(), nodes.end(), is_approval);
    for (const std::string& node : nodes) {
        if (only_approvals || !is_approval(node)) PANHUO_DO(permit(node));
    }
    return base::Done{};
}

/// Who may write in his own place only is not told whether a record elsewhere exists: what is not there is refused as
/// what is not his.
base::Result<Statement> understood(Recorder& recorder, const base::Json& json, const Permit& permit) {
    base::Result<Statement> statement = recorder.understand(json);
    if (permit && !statement.ok() && statement.error().code == base::Code::RecordNotFound) PANHUO_DO(permit(""));
    return statement;
}

}  // namespace

base::Result<Recorded> record(Office& office, const base::Json& document, const Act& act, const Permit& permit) {
    const base::Json statements = document.is_array() ? document : base::Json::array({document});
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, office.store.read());
    PANHUO_TRY(const std::string chain, office_chain(*snapshot));
    PANHUO_TRY(const std::unique_ptr<Command> command, Command::begin(office, chain, act));
    Recorder recorder(office, *command);
    Recorded result;
    std::set<std::string> nodes;
    for (const base::Json& json : statements) {
        PANHUO_TRY(const Statement statement, understood(recorder, json, permit));
        PANHUO_TRY(const std::set<std::string> touched, touched_by(statement, command->transaction()));
        PANHUO_DO(ask(permit, touched));
        nodes.insert(touched.begin(), touched.end());
        PANHUO_TRY(std::string entry, recorder.say(statement));
        result.entries.push_back(std::move(entry));
    }
    PANHUO_TRY(result.before, picture_of(*snapshot, nodes, command->recorded_at()));
    PANHUO_DO(command->fold());
    PANHUO_TRY(result.after, picture_of(command->transaction(), nodes, command->recorded_at()));
    PANHUO_DO(command->commit());
    return result;
}

base::Json picture_json(const Picture& picture) {
    base::Json cells = base::Json::array();
    for (const ledger::Cell& cell : picture.cells) {
        cells.push_back({{"origin", cell.origin},
                         {"holder", cell.holder},
                         {"account", ledger::account_code(cell.account)},
                         {"area_m2", base::area_json(cell.area)}});
    }
    base::Json findings = base::Json::array();
    for (const ledger::Note& note : picture.notes) {
        base::Json facts = base::Json::object();
        for (const auto& [name, value] : note.facts) facts[name] = value;
        findings.push_back({{"code", note.code}, {"subject", note.subject}, {"facts", std::move(facts)}});
    }
    return {{"cells", std::move(cells)}, {"findings", std::move(findings)}};
}

}  // namespace service
