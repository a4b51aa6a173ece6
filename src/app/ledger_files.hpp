// Owns: which files a ledger is made of: folders walked in a stable order. Blocks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace errand::app {

struct LedgerFile {
    std::filesystem::path path;  // to open
    std::string name;            // in the ledger: UTF-8, relative to LedgerFiles::root
    bool link = false;           // a symbolic link inside a folder: named, not followed
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

}  // namespace errand::app
