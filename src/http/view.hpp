// View: the book at one moment with the documents and lists that were asked of it. Safe to call from several threads.
#pragma once

#include "service/book.hpp"
#include "service/parcels.hpp"
#include "service/status.hpp"

#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace http {

class View {
  public:
    View(std::uint64_t version, std::unique_ptr<store::Snapshot> snapshot, std::unique_ptr<service::Book> book)
        : version_(version), snapshot_(std::move(snapshot)), book_(std::move(book)), material_(*book_, *snapshot_) {}

    /// Which write it is as of (Views::version).
    std::uint64_t version() const { return version_; }

    /// What documents are made from: the book, and where it stands, which is counted once for all of them.
    class Material {
      public:
        Material(const service::Book& opened, store::Snapshot& read) : book(opened), snapshot(read) {}
        base::Result<const service::Status*> status();

        const service::Book& book;
        store::Snapshot& snapshot;  ///< the one the book was read from

      private:
        std::optional<service::Status> status_;
    };
    /// How a document is made. It is kept and asked again of the next view, so it holds all it needs by value.
    using Make = std::function<base::Result<std::string>(Material&)>;
    /// The document of that name; made by the first who asks, while the others wait.
    base::Result<std::shared_ptr<const std::string>> document(const std::string& name, const Make& make);

    /// Every parcel, plots and lists first, then supplies.
    base::Result<const std::vector<service::Parcel>*> parcels();
    /// Those whose id or origin that is; the origin of a plot also without "plot:".
    base::Result<std::vector<const service::Parcel*>> parcels_of(const std::string& id);
    /// Some of parcels(), in an order, with their sums.
    struct Selection {
        std::vector<std::uint32_t> rows;
        base::Area area, unsupplied;
    };
    using Select = std::function<Selection(const std::vector<service::Parcel>&)>;
    /// The selection of that name; made by the first who asks. A few are kept. `select` holds all it needs by value.
    base::Result<std::shared_ptr<const Selection>> selection(const std::string& name, const Select& select);

    /// Something that reads the book itself; one at a time.
    template <class Read>
    auto with_book(Read read) {
        const std::lock_guard guard(mutex_);
        return read(*book_, *snapshot_);
    }

    /// Makes here what somebody asked of `before`. What nobody asks for any more is not made again.
    void inherit(View& before, const std::atomic<bool>& stopping);

  private:
    struct Document {
        Make make;
        std::shared_ptr<const std::string> text;
        bool asked = true;
    };
    struct Selected {
        std::string name;
        Select select;
        std::shared_ptr<const Selection> found;
        bool asked = true;
    };
    struct Asked {
        std::vector<std::pair<std::string, Make>> documents;
        std::vector<std::pair<std::string, Select>> selections;
        bool listed = false;
    };

    Asked asked();
    base::Result<Document*> document_of(const std::string& name, const Make& make);
    base::Result<Selected*> selected_of(const std::string& name, const Select& select);
    base::Status load_parcels();

    const std::uint64_t version_;
    std::mutex mutex_;
    std::unique_ptr<store::Snapshot> snapshot_;
    std::unique_ptr<service::Book> book_;
    Material material_;
    std::map<std::string, Document> documents_;
    bool listed_ = false;
    std::vector<service::Parcel> parcels_;
    std::vector<std::pair<std::size_t, std::uint32_t>> names_;  ///< hash of an id or origin, row; sorted
    std::list<Selected> selections_;                            ///< used last first
};

}  // namespace http
