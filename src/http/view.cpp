#include "http/view.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>

namespace http {
namespace {

constexpr std::string_view kPlot = "plot:";

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

bool is_called(const service::Parcel& parcel, std::string_view id) {
    if (parcel.id == id || parcel.origin == id) return true;
    return base::starts_with(parcel.origin, kPlot) && std::string_view(parcel.origin).substr(kPlot.size()) == id;
}

}  // namespace

base::Result<const service::Status*> View::Material::status() {
    if (!status_) {
        PANHUO_TRY(service::Status counted, service::status(book, ""));
        status_ = std::move(counted);
    }
    return &*status_;
}

base::Result<View::Document*> View::document_of(const std::string& name, const Make& make) {
    const auto found = documents_.find(name);
    if (found != documents_.end()) return &found->second;
    PANHUO_TRY(std::string text, make(material_));
    return &documents_.emplace(name, Document{make, std::make_shared<const std::string>(std::move(text)), true})
                .first->second;
}

base::Result<std::shared_ptr<const std::string>> View::document(const std::string& name, const Make& make) {
    const std::lock_guard guard(mutex_);
    PANHUO_TRY(Document * document, document_of(name, make));
    document->asked = true;
    return document->text;
}

base::Status View::load_parcels() {
    if (listed_) return base::Done{};
    parcels_.clear();
    PANHUO_DO(service::each_parcel(*book_, [&](const service::Parcel& parcel) -> base::Status {
        parcels_.push_back(parcel);
        return base::Done{};
    }));
    for (std::uint32_t row = 0; row < parcels_.size(); ++row) {
        const service::Parcel& parcel = parcels_[row];
        names_.emplace_back(hash_of(parcel.id), row);
        names_.emplace_back(hash_of(parcel.origin), row);
        if (base::starts_with(parcel.origin, kPlot))
            names_.emplace_back(hash_of(std::string_view(parcel.origin).substr(kPlot.size())), row);
    }
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    listed_ = true;
    return base::Done{};
}

base::Result<const std::vector<service::Parcel>*> View::parcels() {
    const std::lock_guard guard(mutex_);
    PANHUO_DO(load_parcels());
    return &parcels_;
}

base::Result<std::vector<const service::Parcel*>> View::parcels_of(const std::string& id) {
    const std::lock_guard guard(mutex_);
    PANHUO_DO(load_parcels());
    std::vector<const service::Parcel*> found;
    const std::size_t hash = hash_of(id);
    for (auto at = std::lower_bound(names_.begin(), names_.end(), std::pair<std::size_t, std::uint32_t>(hash, 0));
         at != names_.end() && at->first == hash; ++at) {
        if (is_called(parcels_[at->second], id)) found.push_back(&parcels_[at->second]);
    }
    return found;
}

base::Result<View::Selected*> View::selected_of(const std::string& name, const Select& select) {
    constexpr std::size_t kKept = 16;
    PANHUO_DO(load_parcels());
    const auto found =
        std::find_if(selections_.begin(), selections_.end(), [&](const Selected& each) { return each.name == name; });
    if (found != selections_.end()) {
        selections_.splice(selections_.begin(), selections_, found);
    } else {
        selections_.push_front({name, select, std::make_shared<const Selection>(select(parcels_)), true});
        if (selections_.size() > kKept) selections_.pop_back();
    }
    return &selections_.front();
}

base::Result<std::shared_ptr<const View::Selection>> View::selection(const std::string& name, const Select& select) {
    const std::lock_guard guard(mutex_);
    PANHUO_TRY(Selected * selected, selected_of(name, select));
    selected->asked = true;
    return selected->found;
}

View::Asked View::asked() {
    const std::lock_guard guard(mutex_);
    Asked out;
    out.listed = listed_;
    for (const auto& [name, document] : documents_) {
        if (document.asked) out.documents.emplace_back(name, document.make);
    }
    // The one used last is made last, and so stays in front.
    for (auto at = selections_.rbegin(); at != selections_.rend(); ++at) {
        if (at->asked) out.selections.emplace_back(at->name, at->select);
    }
    return out;
}

void View::inherit(View& before, const std::atomic<bool>& stopping) {
    const Asked wanted = before.asked();
    // One at a time, so that whoever needs something of it now need not wait for all. What fails here fails again for
    // whoever asks for it, and he is told.
    for (const auto& [name, make] : wanted.documents) {
        if (stopping) return;
        const std::lock_guard guard(mutex_);
        const bool fresh = documents_.count(name) == 0;
        const auto document = document_of(name, make);
        if (fresh && document.ok()) (*document)->asked = false;
    }
    if (wanted.listed) {
        const std::lock_guard guard(mutex_);
        static_cast<void>(load_parcels());
    }
    for (const auto& [name, select] : wanted.selections) {
        if (stopping) return;
        const std::lock_guard guard(mutex_);
        const bool fresh =
            std::none_of(selections_.begin(), selections_.end(), [&](const auto& each) { return each.name == name; });
        const auto selected = selected_of(name, select);
        if (fresh && selected.ok()) (*selected)->asked = false;
    }
}

}  // namespace http
