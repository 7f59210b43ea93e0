#include "http/views.hpp"

#include "base/further_code.hpp"
#include "base/process.hpp"

#include <algorithm>
#include <exception>

namespace http {

base::Result<Views::PlacePointer> Views::place_of(const service::Switches& switches) {
    PANHUO_TRY(const service::Moment moment, service::read_moment(switches, clock_));
    const std::string key =
        moment.as_of.iso() + "|" + std::to_string(moment.known_at.micros()) + "|" + switches.counting;
    const std::lock_guard guard(mutex_);
    const auto found =
        std::find_if(places_.begin(), places_.end(), [&](const auto& each) { return each.first == key; });
    if (found != places_.end()) {
        places_.splice(places_.begin(), places_, found);
    } else {
        places_.emplace_front(key, std::make_shared<Place>());
        places_.front().second->moment = moment;
    }
    return places_.front().second;
}

/// Gives up the moments used longest ago for which there is no room.
void Views::let_go() {
    std::list<std::pair<std::string, PlacePointer>> gone;  // freed outside of the lock: a book takes its time
    const std::lock_guard guard(mutex_);
    std::size_t moments = 0, rows = 0;
    for (auto at = places_.begin(); at != places_.end();) {
        const auto next = std::next(at);
        ++moments;
        {
            const std::lock_guard held(at->second->mutex);
            for (const auto& view : {at->second->view, at->second->next}) rows += view ? view->weight() : 0;
        }
        if (moments > kMostMoments || (moments > 2 && rows > kMostRows)) gone.splice(gone.end(), places_, at);
        at = next;
    }
}

/// What stands and is new enough; the one with its documents first.
std::shared_ptr<View> Views::standing(Place& place, std::uint64_t wanted) {
    const std::lock_guard guard(place.mutex);
    if (place.view && place.view->version() >= wanted) return place.view;
    if (place.next && place.next->version() >= wanted) return place.next;
    return nullptr;
}

/// The book with its list, from two snapshots of one moment: what is written between the two makes it two moments, and
/// they are taken again.
base::Result<std::shared_ptr<View>> Views::make(Place& place) {
    // Read before the snapshots are taken: what is written between the two is in the view, and renews it once too
    // often.
    const std::uint64_t version = version_;
    PANHUO_TRY(std::unique_ptr<store::Snapshot> walking, store_.read());
    while (true) {
        PANHUO_TRY(std::unique_ptr<store::Snapshot> asking, store_.read());
        PANHUO_TRY(const std::vector<journal::Head> one, walking->heads());
        PANHUO_TRY(const std::vector<journal::Head> other, asking->heads());
        const auto same = [](const journal::Head& a, const journal::Head& b) {
            return a.chain == b.chain && a.entries == b.entries;
        };
        if (std::equal(one.begin(), one.end(), other.begin(), other.end(), same)) {
            PANHUO_TRY(std::unique_ptr<service::Book> book, service::Book::open(*walking, place.moment));
            auto view = std::make_shared<View>(version, std::move(walking), std::move(asking), std::move(book));
            PANHUO_TRY(const auto rows, view->rows());
            return view;
        }
        walking = std::move(asking);
    }
}

/// A view at least as new as `wanted`, opened if there is none.
base::Result<std::shared_ptr<View>> Views::open(Place& place, std::uint64_t wanted) {
    const std::lock_guard making(place.making);
    if (std::shared_ptr<View> view = standing(place, wanted)) return view;
    base::Result<std::shared_ptr<View>> made = make(place);
    {
        const std::lock_guard guard(place.mutex);
        ++place.attempts;
        place.last = made.ok() ? base::Status(base::Done{}) : base::Status(made.error());
        if (made.ok()) (place.view ? place.next : place.view) = *made;
    }
    place.changed.notify_all();
    let_go();
    return made;
}

base::Result<std::shared_ptr<View>> Views::wait_for(const PlacePointer& place, std::uint64_t wanted) {
    struct Seat {
        std::atomic<unsigned>& taken;
        ~Seat() { --taken; }
    };
    const bool room = waiting_.fetch_add(1) < patience_.most;
    const Seat seat{waiting_};
    const auto end = std::chrono::steady_clock::now() + patience_.longest;
    while (true) {
        std::uint64_t before = 0;
        {
            const std::lock_guard guard(place->mutex);
            before = place->attempts;
        }
        if (std::shared_ptr<View> view = standing(*place, wanted)) return view;
        open_soon(place);
        if (!room || stopping_) return base::Error{base::Further::ViewPreparing};
        std::unique_lock lock(place->mutex);
        const bool over = place->changed.wait_until(lock, end, [&] { return place->attempts > before; });
        if (!over) return base::Error{base::Further::ViewPreparing};
        if (!place->last.ok()) return place->last.error();
    }
}

base::Result<std::shared_ptr<View>> Views::at(const service::Switches& switches, const std::string& reader) {
    PANHUO_TRY(const PlacePointer place, place_of(switches));
    const std::uint64_t own = last_write_of(reader);
    if (std::shared_ptr<View> view = standing(*place, own)) {
        if (view->version() < version_) renew_later(place);
        return view;
    }
    PANHUO_TRY(std::shared_ptr<View> view, wait_for(place, own));
    renew_later(place);
    return view;
}

void Views::prepare() {
    const auto place = place_of({});
    if (place.ok()) open_soon(*place);
}

void Views::written(const std::string& writer) {
    const std::lock_guard guard(mutex_);
    writes_[writer] = ++version_;
}

std::uint64_t Views::last_write_of(const std::string& writer) {
    const std::lock_guard guard(mutex_);
    const auto found = writes_.find(writer);
    return found == writes_.end() ? 0 : found->second;
}

void Views::open_soon(const PlacePointer& place) {
    {
        const std::lock_guard guard(place->mutex);
        if (place->wanted) return;
        place->wanted = true;
    }
    put(opening_, place, false);
}

void Views::renew_later(const PlacePointer& place) {
    {
        const std::lock_guard guard(place->mutex);
        // A first view has nothing to inherit and is the last word already.
        if (place->renewing || (!place->next && place->view && place->view->version() >= version_)) return;
        place->renewing = true;
    }
    put(renewing_, place, true);
}

void Views::put(Bench& bench, const PlacePointer& place, bool steps_back) {
    const std::lock_guard guard(queue_mutex_);
    if (stopping_) return;
    bench.queue.push_back(place);
    if (!bench.thread.joinable()) bench.thread = std::thread([this, &bench, steps_back] { work(bench, steps_back); });
    queued_.notify_all();
}

void Views::renew(Place& place) {
    std::shared_ptr<View> before;
    {
        const std::lock_guard guard(place.mutex);
        place.renewing = false;
        before = place.view;
    }
    const auto made = open(place, version_);
    if (!made.ok()) return;
    if (before && before != *made) (*made)->inherit(*before, stopping_);
    const std::lock_guard guard(place.mutex);
    place.view = *made;
    if (place.next && place.next->version() <= place.view->version()) place.next.reset();
}

void Views::work(Bench& bench, bool steps_back) {
    if (steps_back) base::step_back();
    std::unique_lock lock(queue_mutex_);
    while (true) {
        queued_.wait(lock, [&] { return stopping_ || !bench.queue.empty(); });
        if (stopping_) break;
        PlacePointer place = std::move(bench.queue.front());
        bench.queue.pop_front();
        bench.busy = true;
        lock.unlock();
        try {
            if (steps_back) {
                if (place.use_count() > 1) renew(*place);  // else it is not kept any more
            } else {
                {
                    const std::lock_guard guard(place->mutex);
                    place->wanted = false;
                }
                static_cast<void>(open(*place, version_));
            }
        } catch (const std::exception&) {
            // Out of memory, say: the view that stands goes on answering, and the next reader asks again.
        }
        place.reset();
        base::give_back_memory();
        lock.lock();
        bench.busy = false;
        idle_.notify_all();
    }
    idle_.notify_all();
}

void Views::settle() {
    std::unique_lock lock(queue_mutex_);
    idle_.wait(lock, [this] {
        const auto quiet = [](const Bench& bench) { return bench.queue.empty() && !bench.busy; };
        return stopping_ || (quiet(opening_) && quiet(renewing_));
    });
}

void Views::stop() {
    {
        const std::lock_guard guard(queue_mutex_);
        stopping_ = true;
        opening_.queue.clear();
        renewing_.queue.clear();
        queued_.notify_all();
    }
    for (Bench* bench : {&opening_, &renewing_}) {
        if (bench->thread.joinable()) bench->thread.join();
    }
}

}  // namespace http
