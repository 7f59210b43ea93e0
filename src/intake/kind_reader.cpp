// The choice of a reader.
#include "intake/kind_reader.hpp"

namespace intake {

std::unique_ptr<KindReader> make_kind_reader(const Head& head) {
    switch (head.kind) {
        case land::Kind::Approval:
            return make_approval_reader(head);
        case land::Kind::Plot:
            return make_plot_reader(head);
        case land::Kind::Supply:
            return make_supply_reader(head);
        case land::Kind::Link:
            return make_link_reader(head);
        case land::Kind::Progress:
            return make_progress_reader(head);
        case land::Kind::Withdrawal:
            return make_withdrawal_reader(head);
        case land::Kind::Idle:
            return make_idle_reader(head);
        case land::Kind::Stocklist:
            return make_stocklist_reader(head);
        case land::Kind::Baseline:
            return make_baseline_reader(head);
        case land::Kind::Portion:
            return make_portion_reader(head);
        case land::Kind::Offer:
            return make_offer_reader(head);
        case land::Kind::Expropriation:
            return make_expropriation_reader(head);
        case land::Kind::SiteReadiness:
            return make_site_readiness_reader(head);
        case land::Kind::Reserve:
            return make_reserve_reader(head);
        case land::Kind::Decision:
            return make_decision_reader(head);
        case land::Kind::Target:
            return make_target_reader(head);
        case land::Kind::Official:
            return make_official_reader(head);
        case land::Kind::Opening:
            break;
    }
    PANHUO_ASSERT(false, "no reader for this kind: is_table_kind was not asked");
    return nullptr;
}

}  // namespace intake
