#include "http/backups.hpp"

#include "base/file_copy.hpp"
#include "base/files.hpp"
#include "base/further_code.hpp"
#include "base/json.hpp"
#include "http/site.hpp"
#include "service/backup.hpp"

#include <cstdio>

namespace http {
namespace {

using service::AuditEvent;

constexpr std::int64_t kSecondUs = 1'000'000;
constexpr std::int64_t kHourUs = 3600 * kSecondUs;
constexpr std::int64_t kAgainUs = 600 * kSecondUs;  // after a failure
/// The schedule's works are nobody's: no login may have brackets.
constexpr char kSchedule[] = "(schedule)";

}  // namespace

Backups::Backups(Site& site, BackupOrder order, std::string division, std::string identity)
    : site_(site), order_(std::move(order)), division_(std::move(division)), identity_(std::move(identity)) {}

base::Result<std::unique_ptr<Backups>> Backups::open(Site& site, const BackupOrder& order) {
    if (!base::file_exists(order.folder + "/.")) return base::Error{base::Code::FileNotFound, {order.folder}};
    PANHUO_DO(service::check_backup_place(site.store.folder(), order.folder));
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(std::string division, service::office_chain(*snapshot));
    PANHUO_TRY(const std::optional<journal::Stored> first, snapshot->entry(service::kSystemChain, 1));
    // As it is on the disk: what the page says is to be typed in another folder, too.
    std::unique_ptr<Backups> backups(new Backups(site, {base::real_path(order.folder), order.every_hours, order.keep},
                                                 std::move(division), first ? base::hex(first->hash) : std::string()));
    service::clear_unfinished(order.folder);
    PANHUO_DO(backups->look_at_shelf());
    return backups;
}

base::Status Backups::look_at_shelf() {
    PANHUO_TRY(const std::vector<service::Shelved> standing, service::backups_on(order_.folder, identity_));
    const std::lock_guard guard(mutex_);
    newest_ = standing.empty() ? std::nullopt : std::optional(standing.front().manifest.taken_at);
    return base::Done{};
}

base::Json Backups::json_of_none() {
    return {{"folder", nullptr},
            {"every_hours", nullptr},
            {"keep", nullptr},
            {"busy", false},
            {"last_success", nullptr},
            {"last_failure", nullptr},
            {"backups", base::Json::array()}};
}

base::Json Backups::json() {
    // A disk that was taken away is a failure to be shown, not an answer to be refused.
    const base::Result<std::vector<service::Shelved>> standing = service::backups_on(order_.folder, identity_);
    base::Json json = json_of_none();
    json["folder"] = order_.folder;
    if (order_.every_hours > 0) json["every_hours"] = order_.every_hours;
    if (order_.keep > 0) json["keep"] = order_.keep;
    const std::lock_guard guard(mutex_);
    std::optional<Failure> shown = failure_;
    if (standing.ok()) {
        for (const service::Shelved& each : *standing) json["backups"].push_back(service::shelved_json(each));
        newest_ = standing->empty() ? std::nullopt : std::optional(standing->front().manifest.taken_at);
    } else if (!shown) {
        shown = Failure{site_.clock.now(), standing.error()};
    }
    if (newest_) json["last_success"] = newest_->iso();
    json["busy"] = busy_;
    if (shown) {
        json["last_failure"] = {
            {"at", shown->at.iso()},
            {"problem", {{"code", shown->error.name()}, {"text", base::text_json(shown->error.text())}}}};
    }
    return json;
}

base::Result<Works::Pointer> Backups::begin(const journal::Actor& actor) {
    {
        const std::lock_guard guard(mutex_);
        if (busy_) return base::Error{base::Further::BackupUnderWay};
        busy_ = true;
    }
    WorkOrder order{actor.id, "backup", "", service::Action::Backup, {}};
    order.work = [this, actor](const service::TellProgress& progress) { return make(actor, progress); };
    base::Result<Works::Pointer> work = site_.works.begin(std::move(order));
    if (!work.ok()) {
        const std::lock_guard guard(mutex_);
        busy_ = false;
    }
    return work;
}

base::Result<Product> Backups::make(const journal::Actor& actor, const service::TellProgress& progress) {
    const std::string name = free_name();
    const base::Result<service::Shelved> made = make_one(name, progress);
    ended(name, actor, made.ok() ? nullptr : &made.error());
    if (!made.ok()) return made.error();
    if (order_.keep > 0) clear_shelf(actor);
    return Product{service::shelved_json(*made), "", "", ""};
}

/// Names count seconds: who makes two in one second has the second one named after the next.
std::string Backups::free_name() const {
    base::Instant at = site_.clock.now();
    while (true) {
        std::string name = service::backup_name(division_, at);
        if (!base::name_in_use(order_.folder + "/" + name)) return name;
        at = base::Instant::from_micros(at.micros() + kSecondUs);
    }
}

base::Result<service::Shelved> Backups::make_one(const std::string& name, const service::TellProgress& progress) {
    service::Office office = site_.office();
    PANHUO_TRY(service::BackupManifest manifest, service::make_backup(office, order_.folder + "/" + name, progress));
    return service::Shelved{name, std::move(manifest)};
}

/// What came of it, for the page, for /metrics and for the audit.
void Backups::ended(const std::string& name, const journal::Actor& actor, const base::Error* error) {
    const base::Instant now = site_.clock.now();
    site_.trail.note(error == nullptr ? AuditEvent::BackupMade : AuditEvent::BackupFailed, name,
                     error == nullptr ? order_.folder : std::string(error->name()), actor, now);
    const base::Status looked = error == nullptr ? look_at_shelf() : base::Status(base::Done{});
    if (!looked.ok()) std::fprintf(stderr, "panhuo: %s\n", looked.error().text().en.c_str());
    const std::lock_guard guard(mutex_);
    busy_ = false;
    tried_ = now;
    failure_.reset();
    if (error == nullptr) return;
    failure_ = Failure{now, *error};
    ++failures_;
}

void Backups::clear_shelf(const journal::Actor& actor) {
    const auto gone = service::remove_old_backups(order_.folder, identity_, order_.keep);
    const base::Instant now = site_.clock.now();
    if (gone.ok()) {
        for (const std::string& name : *gone)
            site_.trail.note(AuditEvent::BackupRemoved, name, order_.folder, actor, now);
        return;
    }
    // The backup stands; that old ones stay will fill the disk, so it is shown like a failure.
    const std::lock_guard guard(mutex_);
    failure_ = Failure{now, gone.error()};
}

bool Backups::due(base::Instant now) const {
    const std::lock_guard guard(mutex_);
    if (order_.every_hours == 0 || busy_) return false;
    const std::int64_t every = order_.every_hours * kHourUs;
    // Counted from this program's own attempts as well, so that a clock that was set back makes no flood of them.
    if (tried_ && now.micros() - tried_->micros() < (failure_ ? kAgainUs : every)) return false;
    const bool fresh = newest_ && *newest_ <= now && now.micros() - newest_->micros() < every;
    return !fresh;
}

void Backups::look_at_clock() {
    const base::Instant now = site_.clock.now();
    if (!due(now)) return;
    const base::Result<Works::Pointer> work = begin({kSchedule, "", ""});
    if (work.ok() || work.error().code == base::Further::BackupUnderWay) return;
    ended(service::backup_name(division_, now), {kSchedule, "", ""}, &work.error());
}

std::string Backups::figures() const {
    const std::lock_guard guard(mutex_);
    std::string lines =
        "# TYPE panhuo_backup_failures_total counter\npanhuo_backup_failures_total " + std::to_string(failures_) + "\n";
    if (newest_) {
        lines +=
            "# TYPE panhuo_backup_last_success_timestamp_seconds gauge\n"
            "panhuo_backup_last_success_timestamp_seconds " +
            std::to_string(newest_->micros() / kSecondUs) + "\n";
    }
    return lines;
}

}  // namespace http
