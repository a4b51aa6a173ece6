// Owns: the way to a journal in one SQLite file.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <filesystem>
#include <memory>

#include "base/error.hpp"
#include "journal/journal.hpp"

namespace errand::journal {

// Opens or creates the file, brings its schema up to date and starts the writer thread. Callbacks
// run on `executor`, which must outlive the journal. Errors name the file and what is wrong.
// Destroying the journal writes what is queued and calls nobody back.
Result<std::unique_ptr<Journal>> open_sqlite(const std::filesystem::path& file,
                                             boost::asio::any_io_executor executor);

}  // namespace errand::journal
