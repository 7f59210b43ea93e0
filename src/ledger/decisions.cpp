// Rules 7d, 18, 20, 20b, 22, 27: what an authority decided about land or about a contract.

#include "ledger/rules.hpp"

namespace ledger::rules {
namespace {

constexpr Account kIdle[] = {Account::Idle};
constexpr Account kTakenBack[] = {Account::Idle,        Account::Stalled,   Account::Unreported,
                                  Account::Undelivered, Account::Delivered, Account::Started};

/// Whether an agreement can extend anything: the new start lies after it, and by no more than a year
/// (闲置土地处置办法 第十二条第一款第一项).
bool extension_holds(const land::Decision& decision, Date agreed_on) {
    return !decision.agreed_start ||
           (*decision.agreed_start >= agreed_on && *decision.agreed_start <= agreed_on.plus_years(1));
}

/// A decision about a contract, or about the part of it that lies on one plot.
class OnContract {
  public:
    OnContract(Desk& desk, const Event& event, Rule rule)
        : desk_(desk),
          event_(event),
          version_(desk.shelf.last(event.record)),
          decision_(Shelf::as<land::Decision>(version_)),
          supply_(desk.ties.supply(decision_.supply)),
          holder_(desk.book.holder(supply_)),
          cause_{rule, event.record, &version_.entry, event.on, desk.counted(decision_.counted_on, event.on)} {
        const Place plot = desk.shelf.find(land::Kind::Plot, decision_.plot);
        if (plot != kNowhere)
            only_ = desk.book.plot(plot);
        else if (!decision_.plot.empty())
            desk.note("PLOT_UNKNOWN", "plot:" + decision_.plot, event.on, {{"record", desk.shelf.name(event.record)}},
                      version_);
    }

    const land::Decision& decision() const { return decision_; }
    std::string subject() const { return desk_.shelf.name(supply_); }

    /// Moves what the decision names, or all that stands in these accounts, and tells what is missing.
    template <class Way>
    void move(Accounts tiers, Way way) {
        const Area want = decision_.area.value_or(desk_.book.held(holder_, tiers, only_));
        const Area moved = way(desk_.book, holder_, want, only_, cause_);
        if (decision_.area ? moved < want : moved.is_zero())
            desk_.exceeds("DECISION_EXCEEDS", subject(), event_.on, decision_.area, moved, version_);
    }

  private:
    Desk& desk_;
    const Event& event_;
    const RecordVersion& version_;
    const land::Decision& decision_;
    Place supply_;
    HolderId holder_;
    Cause cause_;
    OriginId only_ = kNobody;
};

}  // namespace

void extended(Desk& desk, const Event& event) {
    OnContract contract(desk, event, Rule::R18);
    const land::Decision& decision = contract.decision();
    if (!extension_holds(decision, event.stated)) {
        desk.note("EXTENSION_INVALID", contract.subject(), event.on,
                  {{"agreed_on", event.stated.iso()}, {"agreed_start", decision.agreed_start->iso()}},
                  desk.shelf.last(event.record));
        return;
    }
    contract.move(kIdle, [](Book& book, HolderId holder, Area want, OriginId only, const Cause& cause) {
        return book.shift(holder, kIdle, want, only, Account::Delivered, cause);
    });
}

void revoked(Desk& desk, const Event& event) {
    OnContract(desk, event, Rule::R22)
        .move(kIdle, [](Book& book, HolderId holder, Area want, OriginId only, const Cause& cause) {
            return book.unrecognise(holder, want, only, cause);
        });
}

void recovered(Desk& desk, const Event& event) {
    OnContract(desk, event, Rule::R20)
        .move(kTakenBack, [](Book& book, HolderId holder, Area want, OriginId only, const Cause& cause) {
            return book.recover(holder, kTakenBack, want, only, cause);
        });
}

void rescinded(Desk& desk, const Event& event) {
    OnContract(desk, event, Rule::R20b)
        .move(kTakenBack, [](Book& book, HolderId holder, Area want, OriginId only, const Cause& cause) {
            return book.give_back(holder, kTakenBack, want, only, cause);
        });
}

void collective_or_noise(Desk& desk, const Event& event) {
    const RecordVersion& version = desk.shelf.last(event.record);
    const auto& decision = Shelf::as<land::Decision>(version);
    const bool noise = event.act == Act::Noise;
    const Cause cause{noise ? Rule::R27 : Rule::R7d, event.record, &version.entry, event.on,
                      desk.counted(decision.counted_on, event.on)};
    const Area moved = desk.take(desk.ground(decision.plot, decision.approval, event.record), kTakes, decision.area,
                                 noise ? Account::Noise : Account::Collective, cause);
    if (decision.area ? moved < *decision.area : moved.is_zero())
        desk.exceeds("DECISION_EXCEEDS",
                     decision.plot.empty() ? "approval:" + decision.approval : "plot:" + decision.plot, event.on,
                     decision.area, moved, version);
}

}  // namespace ledger::rules
