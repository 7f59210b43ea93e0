// Rules 5, 7, 7b, 7c, 8, 9, 10, 23: where the area of a contract comes from.
//
// First the draws that state their area, in key order up to the contract's area; then the draws that state none,
// which share what is left; then offers that name the supply; what still has no origin is built land as far as the
// contract says so, and the rest is of unknown origin. The contract is whole in every case.

#include "ledger/rules.hpp"

#include <algorithm>

namespace ledger::rules {
namespace {

using land::Kind;

constexpr Account kRecovered[] = {Account::Recovered};

class Signing {
  public:
    Signing(Desk& desk, const Event& event)
        : desk_(desk),
          book_(desk.book),
          event_(event),
          version_(desk.shelf.first(event.record)),
          in_force_(Shelf::as<land::Supply>(desk.shelf.at(event.record, event.on))),
          division_(Shelf::as<land::Supply>(version_).division),
          holder_(desk.book.holder(event.record)),
          area_(
              stated_area(desk.shelf, event.record, version_on(desk.shelf, event.record, event.on), &land::Supply::area)
                  .value_or(Area{})),
          left_(area_) {
        const auto& last = Shelf::as<land::Supply>(desk.shelf.last(event.record));
        counted_ = desk.counted(last.recorded_on, event.on, !last.supervision_no.empty());
        book_.who(holder_).counted_on = counted_;
    }

    void post() {
        tell_measured();
        const auto links = desk_.ties.links_of(event_.record);
        for (const auto& [owner, link] : links) draw_stated(link);
        draw_open(links);
        tell_excess(links.empty());
        for (const auto& [owner, offer] : desk_.ties.offers_of(event_.record)) draw_on_offer(offer);
        fill_gap(links.empty() && left_ == area_, links.empty());
    }

  private:
    Cause cause(Rule rule) const { return {rule, event_.record, &version_.entry, event_.on, counted_}; }
    std::string subject() const { return desk_.shelf.name(event_.record); }
    const land::Link& link_of(Place link) const { return Shelf::as<land::Link>(desk_.shelf.at(link, event_.on)); }

    void tell_measured() {
        constexpr Area kRounding = Area::from_units(Area::kPerSquareMetre / 2);
        const auto& measured = in_force_.measured;
        if (measured && max(area_ - *measured, *measured - area_) > kRounding)
            desk_.note("MEASURED_DIFFERS", subject(), event_.on,
                       {{"declared_m2", area_.m2_text()}, {"measured_m2", measured->m2_text()}}, version_);
    }

    void draw_stated(Place p) {
        const land::Link& link = link_of(p);
        if (link.carried) return carry(p, link);
        if (!link.area) return;
        stated_ += *link.area;
        const Area part = min(*link.area, left_);
        draw(p, link, part);
    }

    /// Draws without area: each takes what its origin has of the rest, the last one all of it.
    void draw_open(std::span<const std::pair<Place, Place>> links) {
        Place last = kNowhere;
        for (const auto& [owner, p] : links)
            if (!link_of(p).carried && !link_of(p).area) last = p;
        for (const auto& [owner, p] : links) {
            const land::Link& link = link_of(p);
            if (link.carried || link.area || left_.is_zero()) continue;
            const OriginId origin = p == last ? kNobody : origin_of(link);
            draw(p, link, p == last ? left_ : origin == kNobody ? Area{} : min(left_, room(origin)));
        }
    }

    /// What a draw can find on an origin.
    Area room(OriginId origin) {
        return book_.available(origin, kTakes) + book_.origin(origin).at(Account::InProcess) +
               book_.origin(origin).at(Account::Recovered);
    }

    /// kNobody if the link names no plot or approval on record.
    OriginId origin_of(const land::Link& link) {
        const Place plot = desk_.shelf.find(Kind::Plot, link.plot);
        if (plot != kNowhere) return book_.plot(plot);
        const Place approval = link.plot.empty() ? desk_.ties.approval(link.approval) : kNowhere;
        return approval == kNowhere ? kNobody : book_.rest(approval);
    }

    void draw(Place p, const land::Link& link, Area want) {
        left_ -= want;
        if (link.existing) {
            book_.supply_from_source(book_.existing(division_), Account::Existing, Account::Unreported, want, holder_,
                                     cause(Rule::R9));
            existing_ += want;
            return;
        }
        const OriginId origin = origin_of(link);
        if (origin == kNobody) {
            const bool plot = !link.plot.empty();
            desk_.note(plot                    ? "PLOT_UNKNOWN"
                       : link.approval.empty() ? "PLACE_MISSING"
                                               : "APPROVAL_UNKNOWN",
                       subject(), event_.on,
                       {{"origin", plot ? link.plot : link.approval}, {"drawn_m2", want.m2_text()}},
                       desk_.shelf.last(p));
            from_unlinked(want, Rule::R7b);
            return;
        }
        const Area had = draw_from(origin, want);
        if (had < want) overdrawn(origin, link, had, want);
        if (had < want && link.plot.empty() && !desk_.ties.plots_of(desk_.ties.approval(link.approval)).empty())
            desk_.note("LINK_TO_PLOT", subject(), event_.on, {{"approval", link.approval}}, desk_.shelf.last(p));
    }

    /// Offers that name this supply, then unsupplied land, then land offered to nobody, then recovered land.
    Area draw_from(OriginId origin, Area want) {
        Area got;
        for (const auto& [owner, offer] : desk_.ties.offers_of(event_.record))
            got += book_.supply_from_offer(origin, offer, want - got, holder_, cause(Rule::R5));
        got += book_.supply_from(origin, kTakes, want - got, holder_, cause(Rule::R7));
        const Area unnamed = book_.supply_from_offer(origin, kNowhere, want - got, holder_, cause(Rule::R7));
        if (unnamed.is_positive())
            desk_.note("OFFER_UNNAMED", subject(), event_.on,
                       {{"origin", book_.origin(origin).name}, {"taken_m2", unnamed.m2_text()}}, version_);
        got += unnamed;
        return got + book_.supply_from(origin, kRecovered, want - got, holder_, cause(Rule::R23));
    }

    /// Rule 7b: the approval is never negative, the contract never short.
    void overdrawn(OriginId origin, const land::Link& link, Area had, Area drawn) {
        const std::string& name = link.plot.empty() ? link.approval : link.plot;
        desk_.shortages.push_back({desk_.notes.size(), origin, event_.on, drawn - had});
        desk_.note("OVERDRAWN", subject(), event_.on,
                   {{"origin", name},
                    {"have_m2", had.m2_text()},
                    {"drawn_m2", drawn.m2_text()},
                    {"short_m2", (drawn - had).m2_text()}},
                   version_);
        tell_early(link);
        from_unlinked(drawn - had, Rule::R7b);
    }

    /// Why nothing was there to draw: land that no approval had given yet.
    void tell_early(const land::Link& link) {
        const Place plot = desk_.shelf.find(Kind::Plot, link.plot);
        const Place approval = plot == kNowhere ? desk_.ties.approval(link.approval) : desk_.ties.approval_of(plot);
        if (approval == kNowhere) return;
        const std::optional<Date> approved = desk_.approval_date(approval);
        if (approved && event_.on < *approved)
            desk_.note("SIGNED_BEFORE_APPROVAL", subject(), event_.on,
                       {{"origin", link.plot.empty() ? link.approval : link.plot},
                        {"signed_on", event_.on.iso()},
                        {"approved_on", approved->iso()}},
                       version_);
    }

    void from_unlinked(Area area, Rule rule) {
        if (!area.is_positive()) return;
        book_.supply_from_source(book_.unlinked(division_), Account::Unlinked, Account::Unreported, area, holder_,
                                 cause(rule));
    }

    /// Rule 7c: taken along outside the contract.
    void carry(Place p, const land::Link& link) {
        if (!link.area) {
            desk_.note("AREA_MISSING", subject(), event_.on, {{"record", desk_.shelf.name(p)}}, desk_.shelf.last(p));
            return;
        }
        const OriginId origin = origin_of(link);
        const Area got =
            origin == kNobody ? Area{} : book_.take(origin, kTakes, *link.area, Account::Carried, cause(Rule::R7c));
        if (got < *link.area)
            desk_.exceeds("CARRIED_EXCEEDS", subject(), event_.on, link.area, got, desk_.shelf.last(p));
    }

    void tell_excess(bool no_links) {
        if (no_links || stated_ <= area_) return;
        desk_.note(
            "DRAWS_EXCEED", subject(), event_.on,
            {{"area_m2", area_.m2_text()}, {"drawn_m2", stated_.m2_text()}, {"left_m2", (stated_ - area_).m2_text()}},
            version_);
    }

    /// Rule 5 for what no link says: an offer that names its supply tells where the land comes from.
    void draw_on_offer(Place p) {
        const auto& offer = Shelf::as<land::Offer>(desk_.shelf.last(p));
        const Place plot = desk_.shelf.find(Kind::Plot, offer.plot);
        const Place approval = plot == kNowhere ? desk_.ties.approval(offer.approval) : kNowhere;
        if (left_.is_zero() || (plot == kNowhere && approval == kNowhere)) return;
        const OriginId origin = plot != kNowhere ? book_.plot(plot) : book_.rest(approval);
        left_ -= book_.supply_from_offer(origin, p, left_, holder_, cause(Rule::R5));
    }

    void fill_gap(bool nothing_said, bool no_links) {
        if (left_.is_zero()) return;
        const Area built = in_force_.existing_class.value_or(Area{});
        Area existing;
        if (!nothing_said)
            existing = min(left_, max(built - existing_, Area{}));
        else if (built == area_)
            existing = area_;  // the land was built before: existing is probable (rule 9)
        const Area unknown = left_ - existing;
        book_.supply_from_source(book_.existing(division_), Account::Existing, Account::Unreported, existing, holder_,
                                 cause(nothing_said ? Rule::R9 : Rule::R8));
        from_unlinked(unknown, nothing_said ? Rule::R10 : Rule::R8);
        if (!no_links && unknown.is_positive())
            desk_.note("DRAWS_SHORT", subject(), event_.on,
                       {{"area_m2", area_.m2_text()},
                        {"drawn_m2", (area_ - left_).m2_text()},
                        {"existing_m2", existing.m2_text()},
                        {"unlinked_m2", unknown.m2_text()}},
                       version_);
    }

    Desk& desk_;
    Book& book_;
    const Event& event_;
    const RecordVersion& version_;
    const land::Supply& in_force_;
    const std::string& division_;
    HolderId holder_;
    Area area_;
    Area left_;      ///< of the contract, not yet assigned to an origin
    Area stated_;    ///< by links with an area
    Area existing_;  ///< drawn on existing land by links
    std::optional<Date> counted_;
};

}  // namespace

void supply_signed(Desk& desk, const Event& event) { Signing(desk, event).post(); }

}  // namespace ledger::rules
