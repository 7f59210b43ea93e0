// Rules 11-14 and 19: what was seen of a contract. Silence moves nothing; an observation moves the part it speaks of.

#include "ledger/rules.hpp"

namespace ledger::rules {
namespace {

constexpr Account kUndelivered[] = {Account::Unreported, Account::Delivered};
constexpr Account kDeliverable[] = {Account::Unreported, Account::Undelivered};
constexpr Account kBefore[] = {Account::Delivered, Account::Unreported, Account::Undelivered};
constexpr Account kStartable[] = {Account::Delivered, Account::Unreported, Account::Undelivered, Account::Stalled,
                                  Account::Idle};
constexpr Account kStarted[] = {Account::Started};
constexpr Account kStalled[] = {Account::Stalled};
constexpr Account kFinishable[] = {Account::Started,    Account::Stalled,     Account::Delivered,
                                   Account::Unreported, Account::Undelivered, Account::Idle};
constexpr Account kFinished[] = {Account::Finished};

/// What somebody saw, whether it came as a progress record or as a date on the supply itself.
struct Seen {
    Place supply;
    std::string_view event;
    std::optional<Area> area;
    OriginId only = kNobody;
    const RecordVersion* version = nullptr;
    std::optional<Date> recorded_on = {};
};

class Observation {
  public:
    Observation(Desk& desk, const Event& event, Seen seen)
        : desk_(desk), book_(desk.book), event_(event), seen_(seen), holder_(desk.book.holder(seen.supply)) {}

    void post() {
        switch (event_.act) {
            case Act::Delivery:
                deliver();
                break;
            case Act::Start:
                start();
                break;
            case Act::StopOrResume:
                stop_or_resume();
                break;
            default:
                finish();
        }
    }

  private:
    Cause cause(Rule rule) const {
        // Where nothing says when the system shows it: up to the baseline day the frozen figure holds it.
        return {rule, event_.record, &seen_.version->entry, event_.on, desk_.counted(seen_.recorded_on, event_.on)};
    }

    Area shift(Accounts tiers, Account to, Rule rule, Area already = {}) {
        const Area all = book_.held(holder_, tiers, seen_.only);
        return book_.shift(holder_, tiers, seen_.area ? *seen_.area - already : all, seen_.only, to, cause(rule));
    }

    void check(Area moved) {
        if (seen_.area && moved < *seen_.area)
            desk_.exceeds("PROGRESS_EXCEEDS", subject(), event_.on, seen_.area, moved, *seen_.version);
    }

    void deliver() {
        const bool confirmed = seen_.event == "delivery";
        check(confirmed ? shift(kDeliverable, Account::Delivered, Rule::R11)
                        : shift(kUndelivered, Account::Undelivered, Rule::R11));
    }

    void start() {
        const auto& finished_on = book_.who(holder_).finished_on;
        if (finished_on && book_.held(holder_, kStartable, seen_.only).is_zero()) {
            if (*finished_on < event_.on)
                desk_.note("DATE_ORDER", subject(), event_.on,
                           {{"started_on", event_.on.iso()}, {"finished_on", finished_on->iso()}}, *seen_.version);
            return;
        }
        check(shift(kStartable, Account::Started, Rule::R12));
    }

    void stop_or_resume() {
        if (seen_.event == "resume") return check(shift(kStalled, Account::Started, Rule::R13));
        const Area started = book_.held(holder_, kStarted, seen_.only);
        Area moved = shift(kStarted, Account::Stalled, Rule::R13);
        if (started.is_zero() || (seen_.area && moved < *seen_.area)) {
            const Area before = shift(kBefore, Account::Stalled, Rule::R13, moved);
            if (before.is_positive())
                desk_.note("START_MISSING", subject(), event_.on,
                           {{"started_m2", started.m2_text()}, {"stopped_m2", (moved + before).m2_text()}},
                           *seen_.version);
            moved += before;
        }
        check(moved);
    }

    void finish() {
        const Area moved = shift(kFinishable, Account::Finished, Rule::R14);
        if (book_.held(holder_, kFinished, kNobody).is_positive() && !book_.who(holder_).finished_on)
            book_.who(holder_).finished_on = event_.on;
        check(moved);
    }

    std::string subject() const { return desk_.shelf.name(seen_.supply); }

    Desk& desk_;
    Book& book_;
    const Event& event_;
    Seen seen_;
    HolderId holder_;
};

}  // namespace

void progress(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    if (desk.shelf.kind(event.record) == land::Kind::Supply) {  // a date on the supply itself
        Observation(desk, event, {event.record, "delivery", std::nullopt, kNobody, &version}).post();
        return;
    }
    const auto& seen = Shelf::as<land::Progress>(version);
    const Place supply = desk.ties.supply(seen.supply);
    OriginId only = kNobody;
    if (!seen.plot.empty()) {
        // Only among what the contract holds: an observation of it does not speak of other land.
        const std::string name = "plot:" + seen.plot;
        for (const Held& held : desk.book.who(desk.book.holder(supply)).held)
            if (desk.book.origin(held.origin).name == name) only = held.origin;
        if (only == kNobody) {
            desk.note("PLOT_NOT_DRAWN", desk.shelf.name(supply), event.on,
                      {{"plot", seen.plot}, {"record", desk.shelf.name(event.record)}}, version);
            return;
        }
    }
    Observation(desk, event, {supply, seen.event, seen.area, only, &version, seen.recorded_on}).post();
}

}  // namespace ledger::rules
