// Backups made by the server: on demand and on a schedule, one at a time, in a folder that whoever started the server
// named. Nothing of them goes out through the pages: a backup holds the whole book, and those who look after backups
// are not those who may read it (三员分立).
//
// Safe to call from several threads.
#pragma once

#include "http/works.hpp"
#include "service/backup_shelf.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace http {

class Site;

/// As `panhuo serve` was told. An empty folder: no backups.
struct BackupOrder {
    std::string folder;
    unsigned every_hours = 0;  ///< 0: only on demand
    unsigned keep = 0;         ///< 0: all
};

class Backups {
  public:
    /// Errors: FileNotFound (a folder that is not there is not made: it may be a disk that is not plugged in),
    /// BackupPlace, those of the store.
    static base::Result<std::unique_ptr<Backups>> open(Site& site, const BackupOrder& order);

    /// What the page shows (api/openapi.yaml, Backups).
    base::Json json();
    static base::Json json_of_none();
    /// Begins one. Errors: BackupUnderWay, WorkCrowded.
    base::Result<Works::Pointer> begin(const journal::Actor& actor);
    /// Begins one if the schedule says so; what goes wrong is kept to be shown. Costs nothing; called every second.
    void look_at_clock();
    /// Lines for /metrics.
    std::string figures() const;

  private:
    Backups(Site& site, BackupOrder order, std::string division, std::string identity);
    base::Result<Product> make(const journal::Actor& actor, const service::TellProgress& progress);
    base::Result<service::Shelved> make_one(const std::string& name, const service::TellProgress& progress);
    std::string free_name() const;
    bool due(base::Instant now) const;
    void ended(const std::string& name, const journal::Actor& actor, const base::Error* error);
    void clear_shelf(const journal::Actor& actor);
    base::Status look_at_shelf();

    struct Failure {
        base::Instant at;
        base::Error error;
    };

    Site& site_;
    const BackupOrder order_;
    const std::string division_, identity_;
    mutable std::mutex mutex_;
    bool busy_ = false;
    std::optional<base::Instant> tried_;   ///< end of the last attempt of this program
    std::optional<base::Instant> newest_;  ///< moment of the newest backup on the shelf when it was last looked at
    std::optional<Failure> failure_;       ///< of the last attempt
    std::uint64_t failures_ = 0;
};

}  // namespace http
