// /rulebook and what stands in it: books, articles, parameters, tables, proofs.
#include "base/json.hpp"
#include "http/routes.hpp"
#include "service/rulebook_check.hpp"
#include "service/rulebook_lines.hpp"
#include "service/rules.hpp"
#include "service/status.hpp"

namespace http {
namespace {

using service::Action;

/// Who adopted a book when; null where the store never did and the program lends it.
base::Result<base::Json> adoption_json(View::Material& material, const law::Rulebook& book) {
    PANHUO_TRY(const std::optional<service::Adoption> adopted, service::adoption_of(material.snapshot, book));
    if (!adopted) return base::Json(nullptr);
    return base::Json{{"entry", adopted->entry},
                      {"at", adopted->at.iso()},
                      {"by", {{"id", adopted->by.id}, {"role", adopted->by.role}, {"office", adopted->by.office}}}};
}

base::Result<base::Json> book_json(View::Material& material, const law::Rulebook& book) {
    PANHUO_TRY(base::Json adopted, adoption_json(material, book));
    return base::Json{{"name", book.name},
                      {"title", base::text_json(book.title)},
                      {"level", service::book_level(book)},
                      {"uses", book.uses},
                      {"adopted", std::move(adopted)},
                      {"text", book.text},
                      {"sha256", base::hex(base::hash(base::HashAlgorithm::Sha256, book.text))}};
}

Answer get_rulebook(Site& site, const Request& request, const Caller& caller) {
    return shared_document(
        site, request, caller, "rulebook", [](View::Material& material) -> base::Result<std::string> {
            base::Json books = base::Json::array();
            for (const law::Rulebook& each : material.book.rules.books) {
                PANHUO_TRY(base::Json book, book_json(material, each));
                books.push_back(std::move(book));
            }
            return dump(
                {{"campaign", material.book.rules.main().name},
                 {"books", std::move(books)},
                 {"contradictions", service::contradictions_json(service::contradiction_lines(material.book))}});
        });
}

Answer list_articles(Site& site, const Request& request, const Caller& caller) {
    return shared_document(
        site, request, caller, "rulebook articles", [](View::Material& material) -> base::Result<std::string> {
            const base::Date day = material.book.moment.as_of;
            return dump({{"as_of", day.iso()},
                         {"documents", service::documents_json(service::document_lines(material.book.rules, day))}});
        });
}

Answer list_parameters(Site& site, const Request& request, const Caller& caller) {
    return shared_document(
        site, request, caller, "rulebook parameters", [](View::Material& material) -> base::Result<std::string> {
            const base::Date day = material.book.moment.as_of;
            return dump({{"as_of", day.iso()},
                         {"parameters", service::parameters_json(service::parameter_lines(material.book.rules, day))}});
        });
}

Answer list_tables(Site& site, const Request& request, const Caller& caller) {
    return shared_document(
        site, request, caller, "rulebook tables", [](View::Material& material) -> base::Result<std::string> {
            const law::RulebookSet& rules = material.book.rules;
            const base::Date day = material.book.moment.as_of;
            return dump(
                {{"as_of", day.iso()}, {"tables", service::tables_json(service::table_lines(rules, day), rules, day)}});
        });
}

/// Proved when it is asked, of the books as they are known at the moment.
Answer list_proofs(Site& site, const Request& request, const Caller& caller) {
    return shared_document(site, request, caller, "rulebook proofs",
                           [](View::Material& material) -> base::Result<std::string> {
                               base::Json list = base::Json::array();
                               bool proved = true;
                               for (const service::CheckedBook& book : service::check_books(material.book.rules)) {
                                   base::Json one = service::checked_json(book);
                                   one.erase("contradictions");  // /rulebook has them with what was decided
                                   one["title"] = base::text_json(book.title);
                                   one["proved"] = book.proved();
                                   one["tables"] = service::checked_tables_json(book);
                                   list.push_back(std::move(one));
                                   proved = proved && book.proved();
                               }
                               return dump({{"proved", proved}, {"books", std::move(list)}});
                           });
}

}  // namespace

std::vector<Route> rulebook_routes() {
    return {
        {"GET", "/api/v1/rulebook", Access::whole(Action::Rulebook), {}, get_rulebook},
        {"GET", "/api/v1/rulebook/articles", Access::whole(Action::Rulebook), {}, list_articles},
        {"GET", "/api/v1/rulebook/parameters", Access::whole(Action::Rulebook), {}, list_parameters},
        {"GET", "/api/v1/rulebook/tables", Access::whole(Action::Rulebook), {}, list_tables},
        {"GET", "/api/v1/rulebook/proofs", Access::whole(Action::Rulebook), {}, list_proofs},
    };
}

}  // namespace http
