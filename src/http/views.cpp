#include "http/views.hpp"

#include <algorithm>

namespace http {

base::Result<std::shared_ptr<const std::string>> View::document(const std::string& name, const Make& make) {
    const std::lock_guard guard(mutex_);
    std::shared_ptr<const std::string>& document = documents_[name];
    if (!document) {
        PANHUO_TRY(std::string text, make(*book_));
        document = std::make_shared<const std::string>(std::move(text));
    }
    return document;
}

base::Status View::load_parcels() {
    if (listed_) return base::Done{};
    PANHUO_DO(service::each_parcel(*book_, [&](const service::Parcel& parcel) -> base::Status {
        parcels_.push_back(parcel);
        return base::Done{};
    }));
    listed_ = true;
    return base::Done{};
}

base::Result<const std::vector<service::Parcel>*> View::parcels() {
    const std::lock_guard guard(mutex_);
    PANHUO_DO(load_parcels());
    return &parcels_;
}

base::Result<std::shared_ptr<const View::Selection>> View::selection(const std::string& name, const Select& select) {
    constexpr std::size_t kKept = 16;
    const std::lock_guard guard(mutex_);
    PANHUO_DO(load_parcels());
    const auto found =
        std::find_if(selections_.begin(), selections_.end(), [&](const auto& each) { return each.first == name; });
    if (found != selections_.end()) {
        selections_.splice(selections_.begin(), selections_, found);
    } else {
        selections_.emplace_front(name, std::make_shared<const Selection>(select(parcels_)));
        if (selections_.size() > kKept) selections_.pop_back();
    }
    return selections_.front().second;
}

base::Result<std::shared_ptr<View>> Views::at(const service::Switches& switches) {
    PANHUO_TRY(const service::Moment moment, service::read_moment(switches, clock_));
    const std::string key = std::to_string(version_) + "|" + moment.as_of.iso() + "|" +
                            std::to_string(moment.known_at.micros()) + "|" + switches.counting;
    std::shared_ptr<Place> place;
    {
        const std::lock_guard guard(mutex_);
        const auto found =
            std::find_if(places_.begin(), places_.end(), [&](const auto& each) { return each.first == key; });
        if (found != places_.end()) {
            places_.splice(places_.begin(), places_, found);
        } else {
            places_.emplace_front(key, std::make_shared<Place>());
            if (places_.size() > kKept) places_.pop_back();
        }
        place = places_.front().second;
    }
    // Whoever comes first makes it; the others wait here, and nobody waits for a moment he did not ask for.
    const std::lock_guard making(place->making);
    if (!place->view) {
        PANHUO_TRY(std::unique_ptr<store::Snapshot> snapshot, store_.read());
        PANHUO_TRY(std::unique_ptr<service::Book> book, service::Book::open(*snapshot, moment));
        place->view = std::make_shared<View>(std::move(snapshot), std::move(book));
    }
    return place->view;
}

}  // namespace http
