// Every question the contract knows, asked of one SQLite connection; and Answers, which gives a Snapshot or a
// Transaction these answers.
#pragma once

#include "store/sqlite_database.hpp"
#include "store/store.hpp"

#include <utility>

namespace store {

/// The string under which a record stands in `names`.
std::string record_name(std::string_view kind, std::string_view key);
/// Holders are supplies, so their name is shared with the record.
std::string holder_name(std::string_view holder);
/// Facts of a note as one blob: name and value by turns, each as LENGTH:BYTES.
std::string pack_facts(const std::vector<std::pair<std::string, std::string>>& facts);
std::optional<std::vector<std::pair<std::string, std::string>>> unpack_facts(std::string_view bytes);

class Queries {
  public:
    explicit Queries(Connection& connection) : db_(connection) {}

    base::Result<std::vector<journal::Head>> heads();
    base::Result<std::optional<journal::Head>> head(std::string_view chain);
    base::Status scan(std::string_view chain, std::uint64_t from, const Visit<journal::Stored>& visit);
    base::Result<std::optional<journal::Stored>> entry(std::string_view chain, std::uint64_t sequence);
    base::Result<std::optional<base::Instant>> last_recorded(std::string_view chain);
    base::Result<bool> has_command(std::string_view command);

    base::Result<std::vector<VersionRow>> versions(std::string_view kind, std::string_view key);
    base::Status scan_keys(std::string_view kind, std::string_view prefix, base::Instant known_at,
                           const Visit<VersionRow>& visit);
    base::Result<std::vector<RecordId>> records_of_node(std::string_view node);
    base::Result<std::vector<std::string>> nodes_of_record(const RecordId& record);

    base::Result<std::vector<RecordId>> records_in_box(const GroundBox& box);
    base::Status scan_boxes(const Visit<BoxRow>& visit);

    base::Status scan_postings(base::Instant known_at, const Visit<PostingRow>& visit);
    base::Status scan_notes(base::Instant known_at, const Visit<NoteRow>& visit);
    base::Status scan_postings_between(std::string_view after, std::string_view upto, base::Instant known_at,
                                       const Visit<PostingRow>& visit);
    base::Status scan_all_postings(const Visit<PostingRow>& visit);
    base::Status scan_all_notes(const Visit<NoteRow>& visit);
    base::Result<std::vector<PostingRow>> open_postings_of(std::string_view record);
    base::Result<std::vector<NoteRow>> open_notes_of(std::string_view subject);
    base::Result<std::vector<PostingRow>> postings_of_origin(std::string_view origin, base::Instant known_at);
    base::Result<std::vector<PostingRow>> postings_of_holder(std::string_view holder, base::Instant known_at);
    base::Result<std::vector<NoteRow>> notes_of_subject(std::string_view subject, base::Instant known_at);

    base::Result<std::optional<VaultRow>> vault_find(std::string_view lookup);
    base::Result<std::optional<VaultRow>> vault_get(std::string_view commitment);
    base::Result<std::optional<std::string>> setting(std::string_view name);

    /// Number of a string in `names`, if it has one.
    base::Result<std::optional<std::int64_t>> name_id(std::string_view name);
    /// Nodes of the record with this number, sorted.
    base::Result<std::vector<std::string>> nodes_of(std::int64_t record);

  private:
    Connection& db_;
};

/// Base is Snapshot or Transaction.
template <class Base>
class Answers : public Base {
  public:
    explicit Answers(Connection& connection) : queries_(connection) {}

    base::Result<std::vector<journal::Head>> heads() override { return queries_.heads(); }
    base::Result<std::optional<journal::Head>> head(std::string_view chain) override { return queries_.head(chain); }
    base::Status scan(std::string_view chain, std::uint64_t from, const Visit<journal::Stored>& visit) override {
        return queries_.scan(chain, from, visit);
    }
    base::Result<std::optional<journal::Stored>> entry(std::string_view chain, std::uint64_t sequence) override {
        return queries_.entry(chain, sequence);
    }
    base::Result<std::optional<base::Instant>> last_recorded(std::string_view chain) override {
        return queries_.last_recorded(chain);
    }
    base::Result<bool> has_command(std::string_view command) override { return queries_.has_command(command); }

    base::Result<std::vector<VersionRow>> versions(std::string_view kind, std::string_view key) override {
        return queries_.versions(kind, key);
    }
    base::Status scan_keys(std::string_view kind, std::string_view prefix, base::Instant known_at,
                           const Visit<VersionRow>& visit) override {
        return queries_.scan_keys(kind, prefix, known_at, visit);
    }
    base::Result<std::vector<RecordId>> records_of_node(std::string_view node) override {
        return queries_.records_of_node(node);
    }
    base::Result<std::vector<std::string>> nodes_of_record(const RecordId& record) override {
        return queries_.nodes_of_record(record);
    }

    base::Result<std::vector<RecordId>> records_in_box(const GroundBox& box) override {
        return queries_.records_in_box(box);
    }
    base::Status scan_boxes(const Visit<BoxRow>& visit) override { return queries_.scan_boxes(visit); }

    base::Status scan_postings(base::Instant known_at, const Visit<PostingRow>& visit) override {
        return queries_.scan_postings(known_at, visit);
    }
    base::Status scan_notes(base::Instant known_at, const Visit<NoteRow>& visit) override {
        return queries_.scan_notes(known_at, visit);
    }
    base::Status scan_postings_between(std::string_view after, std::string_view upto, base::Instant known_at,
                                       const Visit<PostingRow>& visit) override {
        return queries_.scan_postings_between(after, upto, known_at, visit);
    }
    base::Status scan_all_postings(const Visit<PostingRow>& visit) override {
        return queries_.scan_all_postings(visit);
    }
    base::Status scan_all_notes(const Visit<NoteRow>& visit) override { return queries_.scan_all_notes(visit); }
    base::Result<std::vector<PostingRow>> open_postings_of(std::string_view record) override {
        return queries_.open_postings_of(record);
    }
    base::Result<std::vector<NoteRow>> open_notes_of(std::string_view subject) override {
        return queries_.open_notes_of(subject);
    }
    base::Result<std::vector<PostingRow>> postings_of_origin(std::string_view origin, base::Instant known) override {
        return queries_.postings_of_origin(origin, known);
    }
    base::Result<std::vector<PostingRow>> postings_of_holder(std::string_view holder, base::Instant known) override {
        return queries_.postings_of_holder(holder, known);
    }
    base::Result<std::vector<NoteRow>> notes_of_subject(std::string_view subject, base::Instant known) override {
        return queries_.notes_of_subject(subject, known);
    }

    base::Result<std::optional<VaultRow>> vault_find(std::string_view lookup) override {
        return queries_.vault_find(lookup);
    }
    base::Result<std::optional<VaultRow>> vault_get(std::string_view commitment) override {
        return queries_.vault_get(commitment);
    }
    base::Result<std::optional<std::string>> setting(std::string_view name) override { return queries_.setting(name); }

  protected:
    Queries queries_;
};

}  // namespace store
