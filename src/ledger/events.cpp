#include "ledger/events.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {
namespace {

using land::Kind;
using OptionalDate = std::optional<Date>;

class Reader {
  public:
    explicit Reader(Desk& desk) : desk_(desk), shelf_(desk.shelf) {}

    std::vector<Event> read() {
        each<land::Approval>(Kind::Approval, &Reader::approval);
        each<land::Plot>(Kind::Plot, &Reader::plot);
        each<land::Stocklist>(Kind::Stocklist, &Reader::stocklist);
        each<land::Opening>(Kind::Opening, &Reader::opening);
        each<land::Expropriation>(Kind::Expropriation, &Reader::expropriation);
        each<land::SiteReadiness>(Kind::SiteReadiness, &Reader::readiness);
        each<land::Offer>(Kind::Offer, &Reader::offer);
        each<land::Supply>(Kind::Supply, &Reader::supply);
        each<land::Link>(Kind::Link, &Reader::link);
        each<land::Progress>(Kind::Progress, &Reader::progress);
        each<land::Idle>(Kind::Idle, &Reader::idle);
        each<land::Decision>(Kind::Decision, &Reader::decision);
        each<land::Withdrawal>(Kind::Withdrawal, &Reader::withdrawal);
        std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
            return std::tie(a.on, a.act, a.stated, a.record, a.version) <
                   std::tie(b.on, b.act, b.stated, b.record, b.version);
        });
        return std::move(events_);
    }

  private:
    template <class T>
    void each(Kind kind, void (Reader::*reader)(Place, const T&)) {
        const PlaceRange range = shelf_.all(kind);
        for (Place p = range.begin; p < range.end; ++p) (this->*reader)(p, Shelf::as<T>(shelf_.last(p)));
    }

    void add(Act act, Date on, Place p) { events_.push_back({on, act, on, p, 0}); }

    void say(std::string_view code, std::string subject, Place p, OptionalDate on = {}, Facts facts = {}) {
        desk_.note(code, std::move(subject), on, std::move(facts), shelf_.last(p));
    }

    /// Not before its own floor (the signing of the contract, the approval of the land): posted on that day instead,
    /// and the two dates told.
    void add_from(Act act, Date stated, OptionalDate floor, Place p, const std::string& subject) {
        if (!floor) return;  // what it is about could not be dated; that has its own note
        if (stated < *floor)
            say("DATE_ORDER", subject, p, stated,
                {{"record", shelf_.name(p)}, {"date", stated.iso()}, {"not_before", floor->iso()}});
        events_.push_back({std::max(stated, *floor), act, stated, p, 0});
    }

    /// Amendments of an area after the first day of what it measures (rule 29).
    template <class T>
    void remeasurements(Place p, Date from, std::optional<Area> T::* field) {
        for (std::uint32_t i = version_on(shelf_, p, from) + 1; i < shelf_.count(p); ++i) {
            const RecordVersion& v = shelf_.version(p, i);
            const auto after = Shelf::as<T>(v).*field;
            const auto before = stated_area(shelf_, p, i - 1, field);
            if (after && before && *after != *before)
                events_.push_back({*v.effective, Act::Remeasured, *v.effective, p, i});
        }
    }

    void approval(Place p, const land::Approval& a) {
        if (desk_.ties.second_paper(p)) {
            say("SAME_LAND_TWO_APPROVALS", shelf_.name(p), p, {}, {{"same_land_as", a.same_land_as}});
            return;
        }
        if (!a.same_land_as.empty() && shelf_.find(Kind::Approval, a.same_land_as) != kNowhere)
            say("SAME_LAND_DRAWN_TWICE", shelf_.name(p), p, {}, {{"same_land_as", a.same_land_as}});
        const OptionalDate on = desk_.approval_date(p);
        if (!on) return say("APPROVED_ON_MISSING", shelf_.name(p), p);
        if (!stated_area(shelf_, p, 0, &land::Approval::total)) {
            if (desk_.ties.plots_of(p).empty()) say("AREA_MISSING", shelf_.name(p), p, on);
            return;
        }
        add(Act::ApprovalEnters, *on, p);
        remeasurements(p, *on, &land::Approval::total);
    }

    void plot(Place p, const land::Plot&) {
        const OptionalDate on = desk_.plot_date(p);
        if (desk_.ties.receives(p)) {  // its area comes with the adjustment, once that is decided
            if (on) remeasurements(p, *on, &land::Plot::area);
            return;
        }
        if (!desk_.plot_area(p)) return say("AREA_MISSING", shelf_.name(p), p, on);
        if (!on) return say("APPROVED_ON_MISSING", shelf_.name(p), p);
        add(Act::PlotEnters, *on, p);
        remeasurements(p, *on, &land::Plot::area);
    }

    void stocklist(Place p, const land::Stocklist& s) {
        const std::string subject = "listed:" + shelf_.key(p);
        const Date on = s.list_date.value_or(shelf_.first(p).recorded_on);
        if (shelf_.find(Kind::Plot, s.plot) != kNowhere)
            return say("OPENING_REPLACED", subject, p, on, {{"plot", s.plot}});
        if (!s.plot.empty()) say("PLOT_UNKNOWN", "plot:" + s.plot, p, on, {{"record", shelf_.name(p)}});
        if (!s.area && !s.measured) return say("AREA_MISSING", subject, p, on);
        if (desk_.ties.approval(s.approval) != kNowhere)
            say("POSSIBLE_DOUBLE", subject, p, on, {{"approval", s.approval}});
        add(Act::ListedEnters, on, p);
    }

    void opening(Place p, const land::Opening& o) {
        const OptionalDate on = o.on ? o.on : desk_.options.baseline_day;
        const std::string subject = "approval:" + o.approval;
        if (!on) return say("DATE_MISSING", subject, p, {}, {{"record", shelf_.name(p)}});
        if (!o.supplied) return say("AREA_MISSING", subject, p, on, {{"record", shelf_.name(p)}});
        add(Act::OpeningEnters, *on, p);
    }

    /// Compensation that is not paid in full and a completion that nobody dated: carried out it is not.
    void expropriation(Place p, const land::Expropriation& e) {
        const bool short_of = e.payable && e.paid.value_or(land::Money{}) < *e.payable;
        if (!e.on && short_of) return say("EXPROPRIATION_OPEN", land_of(e), p);
        stage(p, e.plot, e.approval, e.on);
    }
    template <class R>
    static std::string land_of(const R& r) {
        return r.plot.empty() ? "approval:" + r.approval : "plot:" + r.plot;
    }

    void readiness(Place p, const land::SiteReadiness& r) {
        if (r.ready || r.undone) stage(p, r.plot, r.approval, r.on);
    }

    void stage(Place p, const std::string& plot, const std::string& approval, OptionalDate on) {
        // An unknown ground is told once, here; its floor is then empty and no event follows.
        if (desk_.ground(plot, approval, p).empty()) return;
        add_from(Act::StageChanges, on.value_or(shelf_.first(p).recorded_on), desk_.ground_date(plot, approval), p,
                 plot.empty() ? "approval:" + approval : "plot:" + plot);
    }

    void offer(Place p, const land::Offer& o) {
        if (desk_.ground(o.plot, o.approval, p).empty()) return;
        if (!o.supply.empty() && desk_.ties.supply(o.supply) == kNowhere)
            say("SUPPLY_UNKNOWN", "supply:" + o.supply, p, o.from, {{"record", shelf_.name(p)}});
        if (!o.from) return say("DATE_MISSING", shelf_.name(p), p);
        add(Act::OfferBegins, *o.from, p);
        if (o.failed_on || o.valid_until) {
            const Date end = o.failed_on ? *o.failed_on : o.valid_until->plus_days(1);
            add_from(Act::OfferEnds, end, o.from, p, shelf_.name(p));
        }
    }

    void supply(Place p, const land::Supply& last) {
        if (desk_.ties.number_reused(p))
            say("NUMBER_REUSED", shelf_.name(p), p, {},
                {{"number", std::string(land::base_number(last.supervision_no))}});
        if (desk_.ties.superseded(p)) return say("NUMBER_SUPERSEDED", shelf_.name(p), p, {}, superseding(p, last));
        const OptionalDate on = legal_date(shelf_, p);
        if (!Shelf::as<land::Supply>(shelf_.first(p)).signed_on && !last.signed_on)
            say("SIGNED_MISSING", shelf_.name(p), p, on);
        if (!on) return;
        if (!stated_area(shelf_, p, 0, &land::Supply::area)) return say("AREA_MISSING", shelf_.name(p), p, on);
        if (last.recorded_on && *last.recorded_on < *on)
            say("DATE_ORDER", shelf_.name(p), p, on,
                {{"recorded_on", last.recorded_on->iso()}, {"signed_on", on->iso()}});
        add(desk_.ties.offers_of(p).empty() ? Act::Supply : Act::SupplyAfterOffer, *on, p);
        const std::pair<Act, const OptionalDate&> seen[] = {
            {Act::Delivery, last.actual_delivery}, {Act::Start, last.actual_start}, {Act::Finish, last.actual_finish}};
        for (const auto& [act, day] : seen)
            if (day) add_from(act, *day, on, p, shelf_.name(p));
        remeasurements(p, *on, &land::Supply::area);
    }

    /// Which number stands for it, and both areas: rows that contradict each other are not dropped without a word.
    Facts superseding(Place p, const land::Supply& last) const {
        const Place heir = desk_.ties.supply(shelf_.key(p));
        const auto& standing = Shelf::as<land::Supply>(shelf_.last(heir));
        Facts facts{{"number", standing.supervision_no}};
        if (last.area) facts.emplace_back("stated_m2", last.area->m2_text());
        if (standing.area) facts.emplace_back("posted_m2", standing.area->m2_text());
        return facts;
    }

    void link(Place p, const land::Link& l) {
        if (desk_.ties.supply(l.supply) == kNowhere)
            say("SUPPLY_UNKNOWN", "supply:" + l.supply, p, {}, {{"record", shelf_.name(p)}});
        if (shelf_.count(p) > 1)  // a draw belongs to the day of signing: it can be corrected, not change later
            say("LINK_AMENDED", "supply:" + l.supply, p, shelf_.last(p).effective, {{"record", shelf_.name(p)}});
    }

    /// The contract a later record speaks about; kNowhere, with a note, if there is none that could be posted.
    Place contract(const std::string& key, Place p, OptionalDate on) {
        const Place s = desk_.ties.supply(key);
        if (s == kNowhere)
            say("SUPPLY_UNKNOWN", key.empty() ? shelf_.name(p) : "supply:" + key, p, on, {{"record", shelf_.name(p)}});
        return s;
    }

    void progress(Place p, const land::Progress& o) {
        static constexpr std::pair<std::string_view, Act> kActs[] = {
            {"delivery", Act::Delivery}, {"no_delivery", Act::Delivery}, {"start", Act::Start},
            {"stop", Act::StopOrResume}, {"resume", Act::StopOrResume},  {"finish", Act::Finish}};
        const Place s = contract(o.supply, p, o.on);
        if (s == kNowhere) return;
        for (const auto& [event, act] : kActs)
            if (event == o.event)
                add_from(act, o.on.value_or(shelf_.first(p).recorded_on), legal_date(shelf_, s), p, shelf_.name(s));
    }

    void idle(Place p, const land::Idle& i) {
        const Place s = desk_.ties.supply(i.supply);
        const std::string subject = s == kNowhere ? "listed:" + shelf_.key(p) : shelf_.name(s);
        if (i.state == "suspected" || i.state == "disposed") {
            say(i.state == "suspected" ? "IDLE_SUSPECTED" : "IDLE_DISPOSED", subject, p, i.list_date);
            return;
        }
        if (s != kNowhere) {
            const OptionalDate on = i.recognised_on ? i.recognised_on : i.list_date;
            return add_from(Act::IdleFound, on.value_or(shelf_.first(p).recorded_on), legal_date(shelf_, s), p,
                            subject);
        }
        const OptionalDate on = i.list_date ? i.list_date : i.recognised_on;
        if (!i.supply.empty()) say("SUPPLY_UNKNOWN", "supply:" + i.supply, p, on, {{"record", shelf_.name(p)}});
        if (!i.area && !i.measured) return say("AREA_MISSING", subject, p, on);
        add(Act::IdleListed, on.value_or(shelf_.first(p).recorded_on), p);
    }

    void decision(Place p, const land::Decision& d) {
        if (d.type == "fee" || d.type == "reading") return;  // rule 17; readings settle questions, not area
        const OptionalDate on = d.on ? d.on : d.counted_on;
        if (!on) return say("DATE_MISSING", shelf_.name(p), p);
        if (d.type == "collective" || d.type == "noise") {
            if (!desk_.ground(d.plot, d.approval, p).empty())
                add(d.type == "noise" ? Act::Noise : Act::Collective, *on, p);
            return;
        }
        static constexpr std::pair<std::string_view, Act> kActs[] = {{"recovered", Act::Recovered},
                                                                     {"rescinded", Act::Rescinded},
                                                                     {"extended", Act::Extended},
                                                                     {"revoked", Act::Revoked}};
        for (const auto& [type, act] : kActs) {
            if (type != d.type) continue;
            const Place s = contract(d.supply, p, on);
            if (s != kNowhere) add_from(act, *on, legal_date(shelf_, s), p, shelf_.name(s));
            return;
        }
        say("DECISION_TYPE_UNKNOWN", shelf_.name(p), p, on, {{"type", d.type}});
    }

    void withdrawal(Place p, const land::Withdrawal& w) {
        const OptionalDate on = w.reply_on ? w.reply_on : w.marked_on;
        if (!on) return;  // filed and not answered: nothing moves yet
        if (desk_.ground(w.plot, w.approval, p).empty()) return;
        if (w.kind == "adjusted" && w.to_plot.empty()) return say("ADJUSTED_WHERE", shelf_.name(p), p, on);
        add(w.kind == "adjusted" ? Act::Adjusted : w.kind == "lapsed" ? Act::Lapsed : Act::Withdrawn, *on, p);
    }

    Desk& desk_;
    const Shelf& shelf_;
    std::vector<Event> events_;
};

}  // namespace

std::vector<Event> events_of(Desk& desk) { return Reader(desk).read(); }

}  // namespace ledger
