// Views: what the pages read, made once for each moment and then only looked at.
//
// A View is the book at one moment with the documents asked of it: they are made on first use and shared by every
// answer after it. The key of a view holds the number of the last write, so that nobody is shown what was before his
// own write, and two people who look at the same moment share one book. The few views used last are kept.
#pragma once

#include "service/book.hpp"
#include "service/moment.hpp"
#include "service/parcels.hpp"

#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace http {

class View {
  public:
    View(std::unique_ptr<store::Snapshot> snapshot, std::unique_ptr<service::Book> book)
        : snapshot_(std::move(snapshot)), book_(std::move(book)) {}

    using Make = std::function<base::Result<std::string>(const service::Book&)>;
    /// The document of that name; made by the first who asks, while the others wait.
    base::Result<std::shared_ptr<const std::string>> document(const std::string& name, const Make& make);
    /// Every parcel, plots and lists first, then supplies.
    base::Result<const std::vector<service::Parcel>*> parcels();
    /// Something that reads the book itself; one at a time.
    template <class Read>
    auto with_book(Read read) {
        const std::lock_guard guard(mutex_);
        return read(*book_, *snapshot_);
    }
    /// Some of parcels(), in an order, with their sums.
    struct Selection {
        std::vector<std::uint32_t> rows;
        base::Area area, unsupplied;
    };
    using Select = std::function<Selection(const std::vector<service::Parcel>&)>;
    /// The selection of that name; made by the first who asks. A few are kept.
    base::Result<std::shared_ptr<const Selection>> selection(const std::string& name, const Select& select);

  private:
    base::Status load_parcels();

    std::mutex mutex_;
    std::unique_ptr<store::Snapshot> snapshot_;
    std::unique_ptr<service::Book> book_;
    std::map<std::string, std::shared_ptr<const std::string>> documents_;
    bool listed_ = false;
    std::vector<service::Parcel> parcels_;
    std::list<std::pair<std::string, std::shared_ptr<const Selection>>> selections_;
};

class Views {
  public:
    Views(store::Store& store, const base::Clock& clock) : store_(store), clock_(clock) {}

    /// The view of a moment as it stands now. Errors: those of read_moment and of the store.
    base::Result<std::shared_ptr<View>> at(const service::Switches& switches);
    /// Something was written: views made before are of no use any more.
    void written() { ++version_; }
    /// Goes into ETags: the same number means that nothing was written between.
    std::uint64_t version() const { return version_; }

  private:
    static constexpr std::size_t kKept = 6;
    struct Place {
        std::mutex making;
        std::shared_ptr<View> view;
    };

    store::Store& store_;
    const base::Clock& clock_;
    std::atomic<std::uint64_t> version_{1};
    std::mutex mutex_;
    std::list<std::pair<std::string, std::shared_ptr<Place>>> places_;  ///< used last first
};

}  // namespace http
