#include "document/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <memory>

#include "base/encoding.hpp"

namespace errand::document {
namespace {

struct Close {
    void operator()(archive* open) const { ::archive_read_free(open); }
};
using Open = std::unique_ptr<archive, Close>;

std::string name_of(archive_entry* entry) {
    const char* name = ::archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = ::archive_entry_pathname(entry);
    std::string text = name == nullptr ? "?" : name;
    if (!is_utf8(text)) text = "name:" + hex_encode(text.substr(0, kMaxEntryName / 4));
    if (text.size() > kMaxEntryName) text = "name of " + std::to_string(text.size()) + " bytes";
    return text;
}

std::string why(archive* open) {
    const char* message = ::archive_error_string(open);
    return message == nullptr ? "unreadable" : message;
}

Result<Open> open_archive(std::string_view bytes) {
    Open open(::archive_read_new());
    ::archive_read_support_filter_none(open.get());
    ::archive_read_support_filter_gzip(open.get());
    ::archive_read_support_format_zip(open.get());
    ::archive_read_support_format_7zip(open.get());
    ::archive_read_support_format_rar(open.get());
    ::archive_read_support_format_rar5(open.get());
    ::archive_read_support_format_tar(open.get());
    if (::archive_read_open_memory(open.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return fail(ErrorCode::Invalid, "not an archive: " + why(open.get()));
    return open;
}

Result<void> read_entry(archive* open, Entry& entry, Budget& budget) {
    std::array<char, 16384> buffer{};
    for (;;) {
        const auto got = ::archive_read_data(open, buffer.data(), buffer.size());
        if (got == 0) return {};
        if (got < 0) {
            entry.fault = why(open);
            entry.bytes.clear();
            return {};
        }
        const auto size = static_cast<std::size_t>(got);
        if (size > budget.bytes || entry.bytes.size() + size > kMaxFileBytes)
            return fail(ErrorCode::Exhausted, "the archive unpacks to more than is allowed",
                        "unpack it, and hand in its files");
        budget.bytes -= size;
        entry.bytes.append(buffer.data(), size);
    }
}

}  // namespace

Result<std::vector<Entry>> unpack(std::string_view bytes, Budget& budget) {
    ERRAND_TRY(const auto open, open_archive(bytes));
    std::vector<Entry> entries;
    for (;;) {
        archive_entry* header = nullptr;
        const auto status = ::archive_read_next_header(open.get(), &header);
        if (status == ARCHIVE_EOF) return entries;
        if (status == ARCHIVE_FATAL || status == ARCHIVE_RETRY) {
            // A file cut off: what came before stays, and the rest has a name of its own.
            if (entries.empty())
                return fail(ErrorCode::Corrupt, "the archive cannot be read: " + why(open.get()));
            entries.push_back({"(rest of the archive)", {}, why(open.get())});
            return entries;
        }
        if (budget.entries == 0)
            return fail(ErrorCode::Exhausted, "the archive has more files than are allowed");
        --budget.entries;
        if (::archive_entry_filetype(header) == AE_IFDIR) continue;
        Entry entry{name_of(header), {}, {}};
        if (::archive_entry_filetype(header) != AE_IFREG)
            entry.fault = "a link or a device, not a file";
        else if (::archive_entry_is_encrypted(header) != 0)
            entry.fault = "encrypted";
        else
            ERRAND_TRY_VOID(read_entry(open.get(), entry, budget));
        entries.push_back(std::move(entry));
    }
}

}  // namespace errand::document
