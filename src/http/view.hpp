// View: the book at one moment with the documents and lists that were asked of it. Safe to call from several threads.
//
// Three locks, so that nobody waits for what he did not ask for: what is made by walking over the whole book goes one
// at a time; short questions about one thing have a snapshot of their own beside it; what is made already is only
// looked up.
#pragma once

#include "http/parcel_rows.hpp"
#include "service/book.hpp"
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

/// A text of which many answers are sent, also as gzip where that is worth it.
struct Document {
    std::string text;
    std::string gzip;  ///< empty: too short
};

class View {
  public:
    /// `walking` is the one the book was read from, `asking` another of the same moment.
    View(std::uint64_t version, std::unique_ptr<store::Snapshot> walking, std::unique_ptr<store::Snapshot> asking,
         std::unique_ptr<service::Book> book);

    /// Which write it is as of (Views::version).
    std::uint64_t version() const { return version_; }
    /// Postings and parcels that it holds: what its memory goes with.
    std::size_t weight();

    /// What documents are made from: the book, and where it stands, which is counted once for all of them.
    class Material {
      public:
        Material(const service::Book& opened, store::Snapshot& read) : book(opened), snapshot(read) {}
        base::Result<const service::Status*> status();
        /// Made in the same walk as the status.
        base::Result<std::shared_ptr<const ParcelRows>> rows();

        const service::Book& book;
        store::Snapshot& snapshot;  ///< the one the book was read from

      private:
        base::Status walk();
        std::optional<service::Status> status_;
        std::shared_ptr<const ParcelRows> rows_;
    };
    /// How a document is made. It is kept and asked again of the next view, so it holds all it needs by value.
    using Make = std::function<base::Result<std::string>(Material&)>;
    /// The document of that name; made by the first who asks. Others wait, for so long and so many (ViewPreparing): a
    /// document of a whole province takes a while, and whoever waits for it holds a seat of the pool.
    base::Result<std::shared_ptr<const Document>> document(const std::string& name, const Make& make);

    /// Every parcel, plots and lists first, then supplies. Made when the view is (Views::make).
    base::Result<std::shared_ptr<const ParcelRows>> rows();
    /// Some of rows(), in an order, with their sums.
    struct Selection {
        std::vector<std::uint32_t> rows;
        base::Area area, unsupplied;
    };
    using Select = std::function<Selection(const ParcelRows&)>;
    /// The selection of that name; made by the first who asks. A few are kept. `select` holds all it needs by value.
    base::Result<std::shared_ptr<const Selection>> selection(const std::string& name, const Select& select);

    /// A short question about one thing; one at a time, but not behind what walks over the book. The book may be asked
    /// for what it holds itself, and for supplies with the snapshot given.
    template <class Read>
    auto ask(Read read) {
        const std::lock_guard guard(asking_mutex_);
        return read(*book_, *asking_);
    }

    /// Makes here what somebody asked of `before`. What nobody asks for any more is not made again.
    void inherit(View& before, const std::atomic<bool>& stopping);

  private:
    struct KeptDocument {
        Make make;
        std::shared_ptr<const Document> made;
        bool asked = true;
    };
    struct KeptSelection {
        std::string name;
        Select select;
        std::shared_ptr<const Selection> made;
        bool asked = true;
    };
    struct Asked {
        std::vector<std::pair<std::string, Make>> documents;
        std::vector<std::pair<std::string, Select>> selections;
    };

    using Turn = std::unique_lock<std::timed_mutex>;
    Asked asked();
    base::Result<Turn> turn(bool asked);
    /// `asked`: by somebody, and not on the chance that somebody will.
    base::Result<std::shared_ptr<const Document>> document_of(const std::string& name, const Make& make, bool asked);
    base::Result<std::shared_ptr<const Selection>> selection_of(const std::string& name, const Select& select,
                                                                bool asked);
    std::shared_ptr<const Document> made_document(const std::string& name, bool asked);
    std::shared_ptr<const Selection> made_selection(const std::string& name, bool asked);

    const std::uint64_t version_;
    std::unique_ptr<store::Snapshot> walking_, asking_;
    std::unique_ptr<service::Book> book_;

    std::timed_mutex walking_mutex_;  ///< of walking_ and material_
    std::atomic<unsigned> waiting_{0};
    Material material_;
    std::mutex asking_mutex_;     ///< of asking_
    std::mutex selecting_mutex_;  ///< held while a selection is made

    std::mutex mutex_;  ///< of what follows; held for a look-up only
    std::map<std::string, KeptDocument> documents_;
    std::shared_ptr<const ParcelRows> rows_;
    std::list<KeptSelection> selections_;  ///< used last first
};

}  // namespace http
