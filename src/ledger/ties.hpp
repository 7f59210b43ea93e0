// Ties: which records on the shelf speak of which others, found once before anything moves.
//
// Names become places here: an approval key leads to the approval that counts (one piece of land can have two
// papers), a supply key to the supply that stands (a re-issued number supersedes its elder).
#pragma once

#include "ledger/shelf.hpp"

#include <span>
#include <utility>

namespace ledger {

/// Members by owner, each owner's in key order.
class Groups {
  public:
    void add(Place owner, Place member) { pairs_.emplace_back(owner, member); }
    void seal();
    std::span<const std::pair<Place, Place>> of(Place owner) const;
    const std::vector<std::pair<Place, Place>>& all() const { return pairs_; }

  private:
    std::vector<std::pair<Place, Place>> pairs_;
};

class Ties {
  public:
    explicit Ties(const Shelf& shelf);

    /// The approval whose area counts for this key; kNowhere if there is no record.
    Place approval(std::string_view key) const;
    /// The approval a plot is part of, kNowhere if not stated or not known.
    Place approval_of(Place plot) const;
    /// Whether another paper of the same land counts instead of this one.
    bool second_paper(Place approval) const;
    /// Plots that draw their area from the approval; those that receive an adjustment are not among them.
    std::span<const std::pair<Place, Place>> plots_of(Place approval) const { return plots_.of(approval); }
    /// All its plots.
    std::span<const std::pair<Place, Place>> parts_of(Place approval) const { return parts_.of(approval); }
    /// Whether the plot's area comes by adjustment (rule 26), and from how many dated ones.
    bool receives(Place plot) const { return !adjustments_.of(plot).empty(); }
    std::span<const std::pair<Place, Place>> adjustments_to(Place plot) const { return adjustments_.of(plot); }

    /// The supply that stands for this key; kNowhere if there is no record.
    Place supply(std::string_view key) const;
    bool superseded(Place supply) const { return heir_[index(supply)] != supply; }
    /// Another supply stands under the same base number.
    bool number_reused(Place supply) const { return reused_[index(supply)]; }
    /// Its links; a re-issue without links of its own takes over those of its elder.
    std::span<const std::pair<Place, Place>> links_of(Place supply) const;
    /// Offers that name it.
    std::span<const std::pair<Place, Place>> offers_of(Place supply) const { return offers_.of(supply); }

  private:
    void tie_approvals();
    void tie_plots();
    void tie_supplies();
    void tie_links_and_offers();
    void settle_number(std::span<const Place> same_number);
    std::uint32_t index(Place supply) const { return supply - shelf_.all(land::Kind::Supply).begin; }

    const Shelf& shelf_;
    std::vector<Place> counts_for_;  ///< per approval: the one that counts
    std::vector<Place> heir_;        ///< per supply: the one that stands
    std::vector<Place> elder_;       ///< per supply: the one it superseded, or kNowhere
    std::vector<bool> reused_;
    Groups plots_, parts_, adjustments_, links_, offers_;
};

/// Day from which a supply has legal effect: its signing, else the day the ministry's system shows it.
std::optional<Date> legal_date(const Shelf& shelf, Place supply);

}  // namespace ledger
