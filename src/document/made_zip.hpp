// Owns: ZIP archives for tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <utility>
#include <vector>

namespace errand::document {

// Of names and bytes, in order.
inline std::string made_zip(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::size_t most = 1UL << 16U;
    for (const auto& [name, bytes] : entries) most += bytes.size() + name.size() * 2 + 512;
    std::string out(most, '\0');
    std::size_t used = 0;
    archive* to = ::archive_write_new();
    ::archive_write_set_format_zip(to);
    ::archive_write_open_memory(to, out.data(), out.size(), &used);
    for (const auto& [name, bytes] : entries) {
        archive_entry* entry = ::archive_entry_new();
        ::archive_entry_set_pathname(entry, name.c_str());
        ::archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        ::archive_entry_set_filetype(entry, AE_IFREG);
        ::archive_write_header(to, entry);
        ::archive_write_data(to, bytes.data(), bytes.size());
        ::archive_entry_free(entry);
    }
    ::archive_write_close(to);
    ::archive_write_free(to);
    out.resize(used);
    return out;
}

}  // namespace errand::document
