#include "http/view.hpp"

#include "base/further_code.hpp"
#include "http/gzip.hpp"
#include "service/parcels.hpp"

#include <algorithm>
#include <chrono>

namespace http {

View::View(std::uint64_t version, std::unique_ptr<store::Snapshot> walking, std::unique_ptr<store::Snapshot> asking,
           std::unique_ptr<service::Book> book)
    : version_(version),
      walking_(std::move(walking)),
      asking_(std::move(asking)),
      book_(std::move(book)),
      material_(*book_, *walking_) {}

std::size_t View::weight() {
    const std::lock_guard guard(mutex_);
    return book_->postings.size() + (rows_ ? rows_->size() : book_->postings.size());
}

base::Status View::Material::walk() {
    if (status_) return base::Done{};
    auto rows = std::make_shared<ParcelRows>();
    PANHUO_TRY(service::Status counted,
               service::status(book, "", [&](const service::Parcel& parcel) { rows->add(parcel); }));
    rows->finish();
    status_ = std::move(counted);
    rows_ = std::move(rows);
    return base::Done{};
}

base::Result<const service::Status*> View::Material::status() {
    PANHUO_DO(walk());
    return &*status_;
}

base::Result<std::shared_ptr<const ParcelRows>> View::Material::rows() {
    PANHUO_DO(walk());
    return rows_;
}

std::shared_ptr<const Document> View::made_document(const std::string& name, bool asked) {
    const std::lock_guard guard(mutex_);
    const auto found = documents_.find(name);
    if (found == documents_.end()) return nullptr;
    found->second.asked = found->second.asked || asked;
    return found->second.made;
}

/// Leave to walk over the book. Who makes a successor's documents (not `asked`) waits as long as it takes.
base::Result<View::Turn> View::turn(bool asked) {
    constexpr unsigned kMostWaiting = 4;
    constexpr std::chrono::seconds kLongest{20};
    if (!asked) return Turn(walking_mutex_);
    Turn mine(walking_mutex_, std::try_to_lock);
    if (mine.owns_lock()) return mine;
    const bool room = waiting_.fetch_add(1) < kMostWaiting;
    const bool got = room && mine.try_lock_for(kLongest);
    --waiting_;
    if (!got) return base::Error{base::Further::ViewPreparing};
    return mine;
}

base::Result<std::shared_ptr<const Document>> View::document_of(const std::string& name, const Make& make, bool asked) {
    if (auto made = made_document(name, asked)) return made;
    PANHUO_TRY(const Turn walking, turn(asked));
    if (auto made = made_document(name, asked)) return made;
    auto document = std::make_shared<Document>();
    PANHUO_TRY(document->text, make(material_));
    if (worth_gzip(document->text.size())) document->gzip = gzip(document->text, Effort::KeptText);
    const std::lock_guard guard(mutex_);
    documents_[name] = {make, document, asked};
    return std::shared_ptr<const Document>(std::move(document));
}

base::Result<std::shared_ptr<const Document>> View::document(const std::string& name, const Make& make) {
    return document_of(name, make, true);
}

base::Result<std::shared_ptr<const ParcelRows>> View::rows() {
    {
        const std::lock_guard guard(mutex_);
        if (rows_) return rows_;
    }
    const std::lock_guard walking(walking_mutex_);
    PANHUO_TRY(std::shared_ptr<const ParcelRows> made, material_.rows());
    const std::lock_guard guard(mutex_);
    rows_ = made;
    return made;
}

std::shared_ptr<const View::Selection> View::made_selection(const std::string& name, bool asked) {
    const std::lock_guard guard(mutex_);
    const auto found =
        std::find_if(selections_.begin(), selections_.end(), [&](const auto& each) { return each.name == name; });
    if (found == selections_.end()) return nullptr;
    found->asked = found->asked || asked;
    selections_.splice(selections_.begin(), selections_, found);
    return found->made;
}

base::Result<std::shared_ptr<const View::Selection>> View::selection_of(const std::string& name, const Select& select,
                                                                        bool asked) {
    constexpr std::size_t kKept = 16;
    if (auto made = made_selection(name, asked)) return made;
    PANHUO_TRY(const std::shared_ptr<const ParcelRows> all, rows());
    const std::lock_guard selecting(selecting_mutex_);
    if (auto made = made_selection(name, asked)) return made;
    auto made = std::make_shared<const Selection>(select(*all));
    const std::lock_guard guard(mutex_);
    selections_.push_front({name, select, made, asked});
    if (selections_.size() > kKept) selections_.pop_back();
    return made;
}

base::Result<std::shared_ptr<const View::Selection>> View::selection(const std::string& name, const Select& select) {
    return selection_of(name, select, true);
}

View::Asked View::asked() {
    const std::lock_guard guard(mutex_);
    Asked out;
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
    // What fails here fails again for whoever asks for it, and he is told.
    for (const auto& [name, make] : wanted.documents) {
        if (stopping) return;
        static_cast<void>(document_of(name, make, false));
    }
    for (const auto& [name, select] : wanted.selections) {
        if (stopping) return;
        static_cast<void>(selection_of(name, select, false));
    }
}

}  // namespace http
