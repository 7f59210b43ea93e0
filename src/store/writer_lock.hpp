// The lock of the one writer: DIR/lock, held for the life of the Store.
//
// An open-file-description lock of Linux: it goes with the process, however that ends, and two Stores of one process
// exclude each other as well. The file says who holds it, and where he serves the store, for the message only.
#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>

namespace store {

class WriterLock {
  public:
    /// StoreLocked, naming the holder, if another writer has it; StoreServed, naming the address, if he serves it.
    static base::Result<WriterLock> take(const std::string& folder);
    /// For a reader of a folder that nobody can write to through this mount: keeps writers out while it reads.
    /// StoreLocked if a writer is there; nothing if there is no lock file, hence never was a writer.
    static base::Result<WriterLock> share(const std::string& folder);

    /// Says for those who are turned away from now on that the store is served at an address.
    base::Status announce(const std::string& folder, const std::string& address) const;

    /// Holds nothing.
    static WriterLock none() { return WriterLock(-1); }

    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

  private:
    explicit WriterLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace store
