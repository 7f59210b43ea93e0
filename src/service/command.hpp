// Command: one writing use case. One command = one transaction = one chain; all its entries carry one recorded
// time, so that "known at" sees the whole of it or nothing. Nothing is kept unless commit() succeeds.
#pragma once

#include "land/records.hpp"
#include "service/office.hpp"
#include "service/refold.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace service {

/// What is said about a record beside the record itself.
struct Saying {
    journal::Change change = journal::Change::New;
    journal::State state = journal::State::Approved;
    std::optional<base::Date> effective;
    std::string reason;  ///< empty: the command's
    journal::Source source;
    std::string original;                  ///< the source's cells, JSON
    std::optional<std::uint32_t> version;  ///< a settled proposal repeats the version it settles
    std::optional<journal::Actor> actor;   ///< none: the command's; who did what is only witnessed here
};

class Command {
  public:
    static base::Result<std::unique_ptr<Command>> begin(Office& office, const std::string& chain, const Act& act);

    store::Transaction& transaction() { return *transaction_; }
    base::Instant recorded_at() const { return recorded_at_; }
    const std::string& chain() const { return chain_; }

    /// Appends an entry about a record and has its component folded again. Returns the entry's id.
    base::Result<std::string> say(const land::Record& record, const Saying& saying);
    /// Takes back what a record said. Returns the entry's id.
    base::Result<std::string> retract(land::Kind kind, const std::string& key, const Saying& saying);
    /// Appends an entry that is no record of the trade (store, rulebook).
    base::Result<std::string> say_plain(const std::string& kind, const std::string& key, const std::string& payload,
                                        const Saying& saying);

    std::uint64_t entries() const { return entries_; }
    /// Brings postings and notes up to date, as far as said until now; commit() does it too.
    base::Status fold() { return refold_.finish(); }
    /// Folds and makes everything durable; a dry run folds and keeps nothing.
    base::Status commit();

  private:
    Command(std::unique_ptr<store::Transaction> transaction, std::string chain, const Act& act,
            std::optional<journal::Head> head, base::Instant recorded_at, ledger::FoldOptions options);
    base::Result<std::string> append(journal::Entry entry, const Saying& saying);

    std::unique_ptr<store::Transaction> transaction_;
    std::string chain_;
    Act act_;
    journal::Head head_;
    base::Instant recorded_at_;
    Refold refold_;
    std::uint64_t entries_ = 0;
};

}  // namespace service
