// /decisions, /records, /proposals: what is said by hand, and the second pair of eyes.
#include "base/json.hpp"
#include "http/entry_json.hpp"
#include "http/routes.hpp"
#include "service/places.hpp"
#include "service/proposals.hpp"
#include "service/record.hpp"
#include "service/rules.hpp"

#include <algorithm>

namespace http {
namespace {

using base::Code;
using base::Error;
using service::Action;
using service::Rights;

Answer decide(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    service::ReadingChoice choice;
    PANHUO_TRY(choice.contradiction, text_of(body, "contradiction", true));
    PANHUO_TRY(choice.reading, text_of(body, "reading", true));
    PANHUO_TRY(choice.paper, text_of(body, "paper", true));
    PANHUO_TRY(const std::string on, text_of(body, "on", false));
    if (!on.empty()) {
        choice.on = base::parse_iso_date(on);
        if (!choice.on) return Error{Code::DateInvalid, {on}};
    }
    PANHUO_TRY(const std::string command, text_of(body, "command", false));
    service::Office office = site.office();
    PANHUO_TRY(const std::string entry, service::decide(office, choice, site.act_of(caller, choice.paper, command)));
    site.views.written(caller.login());
    return json_response(201, {{"entry", entry}});
}

/// What a statement asks leave for: new things, or changes of old ones. A reading of a contradiction is a decision,
/// whichever way it is said.
Action action_of(const base::Json& statement) {
    const auto record = statement.find("record");
    if (record != statement.end() && record->is_object() && record->contains("reading")) return Action::Decide;
    const auto change = statement.find("change");
    const bool fresh = change == statement.end() || *change == "new";
    return fresh ? Action::Record : Action::Correct;
}

/// Marks what the caller may only propose. Errors: NotAllowed; Usage for what settles a proposal, which has its own
/// address.
base::Result<bool> mark_proposals(Site& site, const Caller& caller, base::Json& statements) {
    bool proposed = false;
    for (base::Json& statement : statements) {
        if (!statement.is_object() || statement.contains("approve") || statement.contains("reject"))
            return Error{Code::Usage, {"statements: objects with kind and record"}};
        const Action action = action_of(statement);
        PANHUO_DO(site.rights.require(*caller.person, action, Rights::Answer::Proposes));
        if (site.rights.may(*caller.person, action) == Rights::Answer::Proposes) statement["state"] = "proposed";
        proposed = proposed || statement.value("state", "") == "proposed";
    }
    return proposed;
}

/// Who has a right for his own place only is asked where the land lies; what lies nowhere is not his.
base::Result<service::Permit> permit_of(Site& site, const Caller& caller, Action action) {
    if (site.whole(caller, action)) return service::Permit();
    PANHUO_TRY(std::unique_ptr<store::Snapshot> read, site.store.read());
    const std::shared_ptr<store::Snapshot> snapshot = std::move(read);
    const base::Date today = site.clock.now().shanghai_date();
    return service::Permit([&site, caller, action, snapshot, today](const std::string& node) -> base::Status {
        PANHUO_TRY(const std::optional<service::Place> place, service::place_of_node(*snapshot, node, today));
        if (place && site.rights.may(*caller.person, action, *place) >= Rights::Answer::Proposes) return base::Done{};
        // The same for what lies elsewhere and for what is not there; so nothing in it names the one or the other.
        return Error{Code::NotAllowed, {base::both("不在本人范围内的记录", "a record outside your scope")}};
    });
}

base::Json recorded_json(const service::Recorded& recorded, const char* state) {
    return {{"entries", recorded.entries},
            {"state", state},
            {"before", service::picture_json(recorded.before)},
            {"after", service::picture_json(recorded.after)}};
}

Answer record(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    const auto given = body.find("statements");
    constexpr std::size_t kMost = 500;
    if (given == body.end() || !given->is_array() || given->empty() || given->size() > kMost)
        return Error{Code::Usage, {"statements: 1 … 500"}};
    const bool preview = request.parameter("preview") == "true";
    PANHUO_TRY(const std::string reason, text_of(body, "reason", !preview));
    PANHUO_TRY(const std::string command, text_of(body, "command", false));
    base::Json statements = *given;
    const bool corrects = std::any_of(statements.begin(), statements.end(), [](const base::Json& each) {
        return each.is_object() && action_of(each) == Action::Correct;
    });
    PANHUO_TRY(const bool proposed, mark_proposals(site, caller, statements));
    // A preview shows what would be, once it is approved.
    if (preview) {
        for (base::Json& statement : statements) statement.erase("state");
    }
    service::Act act = site.act_of(caller, reason, command);
    act.dry_run = preview;
    service::Office office = site.office();
    PANHUO_TRY(const service::Permit permit, permit_of(site, caller, corrects ? Action::Correct : Action::Record));
    PANHUO_TRY(const service::Recorded recorded, service::record(office, statements, act, permit));
    if (preview) return json_response(200, recorded_json(recorded, "preview"));
    site.views.written(caller.login());
    return json_response(201, recorded_json(recorded, proposed ? "proposed" : "approved"));
}

Answer list_proposals(Site& site, const Request&, const Caller&) {
    PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
    PANHUO_TRY(const std::vector<journal::Entry> open, service::open_proposals(*snapshot));
    base::Json list = base::Json::array();
    for (const journal::Entry& entry : open) list.push_back(entry_json(entry));
    return json_response(200, {{"proposals", std::move(list)}});
}

Answer settle(Site& site, const Request& request, const Caller& caller) {
    PANHUO_TRY(const base::Json body, object_of(request));
    PANHUO_TRY(const std::string entry, text_of(body, "entry", true));
    PANHUO_TRY(const std::string verdict, text_of(body, "verdict", true));
    PANHUO_TRY(const std::string reason, text_of(body, "reason", true));
    if (verdict != "approve" && verdict != "reject") return Error{Code::Usage, {"verdict: approve | reject"}};
    {
        PANHUO_TRY(const std::unique_ptr<store::Snapshot> snapshot, site.store.read());
        PANHUO_TRY(const journal::Entry proposal, service::open_proposal(*snapshot, entry));
        PANHUO_DO(service::check_second_person(proposal.actor.id, caller.login()));
    }
    service::Office office = site.office();
    PANHUO_TRY(const service::Recorded recorded,
               service::record(office, {{verdict, entry}, {"reason", reason}}, site.act_of(caller, reason, "")));
    site.views.written(caller.login());
    return json_response(201, recorded_json(recorded, verdict == "approve" ? "approved" : "rejected"));
}

}  // namespace

std::vector<Route> writing_routes() {
    constexpr BodyRule kDocument{2 * 1024 * 1024, false};
    const auto proposes = Rights::Answer::Proposes;
    return {
        {"POST", "/api/v1/decisions", Access::whole(Action::Decide), kDocument, decide},
        {"POST", "/api/v1/records", Access::part_of_either(Action::Record, Action::Correct, proposes), kDocument,
         record},
        {"GET", "/api/v1/proposals", Access::whole(Action::Read), {}, list_proposals},
        {"POST", "/api/v1/proposals", Access::whole(Action::Settle), kDocument, settle},
    };
}

}  // namespace http
