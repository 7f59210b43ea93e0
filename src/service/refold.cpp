#include "service/refold.hpp"

#include "service/component.hpp"
#include "service/versions.hpp"

#include <algorithm>
#include <map>

namespace service {

/// Everything that must be folded together: its records, its nodes, and what notes may be about.
struct Refold::Component {
    std::set<store::RecordId> records;
    std::set<std::string> nodes;
    std::set<std::string> subjects;
    std::vector<ledger::RecordVersion> versions;
};

base::Status Refold::added(const store::RecordId& id, const ledger::RecordVersion& version) {
    const std::vector<std::string> nodes = land::nodes_of(version.record);
    // A node that waits already has others: asking the store for all of them, plot after plot of one approval, would
    // take time quadratic in the plots.
    bool alone =
        std::none_of(nodes.begin(), nodes.end(), [&](const std::string& node) { return waiting_.count(node) > 0; });
    for (const std::string& node : nodes) {
        if (!alone) break;
        PANHUO_TRY(const std::vector<store::RecordId> others, transaction_.records_of_node(node));
        alone = others.empty() || (others.size() == 1 && others.front() == id);
    }
    PANHUO_DO(transaction_.put_nodes(id, nodes));
    if (alone) return open(ledger::fold({version}, options_));
    waiting_.insert(nodes.begin(), nodes.end());
    return base::Done{};
}

base::Status Refold::changed(const store::RecordId& id, const std::vector<std::string>& nodes_now) {
    PANHUO_TRY(const std::vector<std::string> nodes_before, transaction_.nodes_of_record(id));
    waiting_.insert(nodes_before.begin(), nodes_before.end());
    waiting_.insert(nodes_now.begin(), nodes_now.end());
    return transaction_.put_nodes(id, nodes_now);
}

base::Status Refold::finish() {
    while (!waiting_.empty()) {
        PANHUO_TRY(const Component component, component_of(*waiting_.begin()));
        for (const std::string& node : component.nodes) waiting_.erase(node);
        PANHUO_DO(fold_component(component));
    }
    return base::Done{};
}

base::Result<Refold::Component> Refold::component_of(const std::string& node) {
    // A record that moved from one plot to another joins its new place only; its old place waits as well and is
    // folded as a component of its own. Rows it left behind are found through the record that caused them.
    PANHUO_TRY(Joined joined, joined_records(transaction_, {node}));
    Component component;
    component.records = std::move(joined.records);
    component.nodes = std::move(joined.nodes);
    component.subjects = component.nodes;
    for (const store::RecordId& id : component.records) {
        component.subjects.insert(id.kind + ":" + id.key);
        const std::optional<land::Kind> kind = land::kind_from_name(id.kind);
        if (!kind) continue;
        PANHUO_TRY(std::vector<ledger::RecordVersion> versions, versions_in_force(transaction_, *kind, id.key, now_));
        for (ledger::RecordVersion& version : versions) component.versions.push_back(std::move(version));
    }
    return component;
}

base::Status Refold::fold_component(const Component& component) {
    ledger::Fold fold = ledger::fold(component.versions, options_);
    PANHUO_DO(replace_postings(component, fold));
    return replace_notes(component, fold);
}

namespace {

/// Rows of `now` that are not among `open`; the ids of `open` rows that are not in `now`. Equal rows pair off.
template <class Row, class Value>
void difference(const std::vector<Row>& open, std::vector<Value> now, const Value Row::* member,
                std::vector<std::int64_t>& gone, std::vector<Value>& fresh) {
    for (const Row& row : open) {
        const auto same = std::find(now.begin(), now.end(), row.*member);
        if (same == now.end()) {
            gone.push_back(row.id);
        } else {
            *same = std::move(now.back());
            now.pop_back();
        }
    }
    fresh = std::move(now);
}

}  // namespace

base::Status Refold::replace_postings(const Component& component, const ledger::Fold& fold) {
    std::map<std::string, std::vector<ledger::Posting>> by_record;
    for (const store::RecordId& id : component.records) by_record[id.kind + ":" + id.key];
    for (const ledger::Posting& posting : fold.postings) by_record[posting.record].push_back(posting);
    for (auto& [record, now] : by_record) {
        PANHUO_TRY(const std::vector<store::PostingRow> open_rows, transaction_.open_postings_of(record));
        std::vector<std::int64_t> gone;
        std::vector<ledger::Posting> fresh;
        difference(open_rows, std::move(now), &store::PostingRow::posting, gone, fresh);
        for (const std::int64_t id : gone) PANHUO_DO(transaction_.close_posting(id, now_));
        for (const ledger::Posting& posting : fresh)
            PANHUO_DO(transaction_.open_posting({.posting = posting, .known_from = now_}));
    }
    return base::Done{};
}

base::Status Refold::replace_notes(const Component& component, const ledger::Fold& fold) {
    std::map<std::string, std::vector<ledger::Note>> by_subject;
    for (const std::string& subject : component.subjects) by_subject[subject];
    for (const ledger::Note& note : fold.notes) by_subject[note.subject].push_back(note);
    for (auto& [subject, now] : by_subject) {
        PANHUO_TRY(const std::vector<store::NoteRow> open_rows, transaction_.open_notes_of(subject));
        std::vector<std::int64_t> gone;
        std::vector<ledger::Note> fresh;
        difference(open_rows, std::move(now), &store::NoteRow::note, gone, fresh);
        for (const std::int64_t id : gone) PANHUO_DO(transaction_.close_note(id, now_));
        for (const ledger::Note& note : fresh) PANHUO_DO(transaction_.open_note({.note = note, .known_from = now_}));
    }
    return base::Done{};
}

base::Status Refold::open(const ledger::Fold& fold) {
    for (const ledger::Posting& posting : fold.postings) {
        PANHUO_DO(transaction_.open_posting({.posting = posting, .known_from = now_}));
    }
    for (const ledger::Note& note : fold.notes) PANHUO_DO(transaction_.open_note({.note = note, .known_from = now_}));
    return base::Done{};
}

}  // namespace service
