// Owns: which files a ledger is made of: folders walked in a stable order, their bytes. Blocks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace errand::app {

struct LedgerFile {
    std::filesystem::path path;  // to open
    std::string name;            // in the ledger: UTF-8, relative to LedgerFiles::root
};

struct LedgerFiles {
    std::filesystem::path root;
    std::vector<LedgerFile> files;  // in byte order of their paths, as the folders were named
};

// Files and folders, with everything below them but `excepted` (the ledger's own files). Symbolic
// links inside folders stand in the list and are not followed. NotFound: one does not exist.
// Exhausted: too many files, or folders too deep.
Result<LedgerFiles> find_ledger_files(const std::vector<std::string>& named,
                                      const std::vector<std::filesystem::path>& excepted);

// Denied: no regular file (a link, a device). Exhausted: larger than is read. Unavailable: the disk
// refuses.
Result<std::string> read_ledger_file(const std::filesystem::path& path);

}  // namespace errand::app
