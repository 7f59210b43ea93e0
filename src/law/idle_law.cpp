#include "law/idle_law.hpp"

namespace law {

std::optional<IdleLaw> IdleLaw::on(const RulebookSet& books, Date day) {
    IdleLaw law{books.parameter("idle.unstarted.years", day),
                books.parameter("idle.stalled.years", day),
                books.parameter("idle.stalled.built_share", day),
                books.parameter("idle.stalled.invested_share", day),
                books.parameter("idle.stalled.combination", day),
                books.parameter("idle.first_day_after", day),
                books.parameter("idle.no_date.years_after_delivery", day),
                books.parameter("idle.extension.limit_years", day),
                books.parameter("idle.investigate.days", day),
                books.parameter("idle.free_recovery.years", day),
                books.parameter("idle.fee.share", day),
                books.parameter("contract.late_start.first_day", day),
                books.parameter("idle.decision.warning_days", day),
                books.parameter("statute.land.cited_as_37", day),
                books.parameter("statute.land.recovery.years", day),
                books.parameter("statute.estate.recovery.years", day),
                books.parameter("statute.estate.fee.ceiling", day),
                books.parameter("idle.invested_late.years", day),
                books.parameter("idle.invested_late.share", day),
                nullptr,
                FeeRules::on(books, day),
                StockPolicy::on(books, day)};
    for (const Parameter* each : {law.unstarted_years, law.stalled_years, law.built_share, law.invested_share,
                                  law.combination, law.first_day_after, law.years_after_delivery, law.extension_limit,
                                  law.investigate_days, law.recovery_years, law.fee_share})
        if (each == nullptr) return std::nullopt;
    auto tables = IdleTables::on(books, day);
    if (!tables) return std::nullopt;
    law.tables = std::make_shared<const IdleTables>(std::move(*tables));
    return law;
}

}  // namespace law
