#include "document/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/encoding.hpp"
#include "document/charset.hpp"
#include "document/rar5.hpp"

namespace errand::document {
namespace {

struct Close {
    void operator()(archive* open) const { ::archive_read_free(open); }
};
using Open = std::unique_ptr<archive, Close>;

// libarchive turns names into the characters of the thread's locale: in the one that a program
// starts with, all but ASCII is lost.
class Utf8Names {
  public:
    Utf8Names() : before_(::uselocale(utf8())) {}
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;
    ~Utf8Names() { ::uselocale(before_); }

  private:
    static locale_t utf8() {
        static const locale_t made = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
        return made;
    }
    locale_t before_;
};

std::string name_of(archive_entry* entry) {
    const char* name = ::archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = ::archive_entry_pathname(entry);
    std::string text = name == nullptr ? "?" : name;
    if (!is_utf8(text)) {
        // What Chinese Windows writes into a ZIP without saying so.
        auto chinese = to_utf8(text, "GB18030");
        text =
            chinese ? *std::move(chinese) : "name:" + hex_encode(text.substr(0, kMaxEntryName / 4));
    }
    // As long as it has become: Chinese grows by half.
    if (text.size() > kMaxEntryName) return "name of " + std::to_string(text.size()) + " bytes";
    return text;
}

std::string why(archive* open) {
    const char* message = ::archive_error_string(open);
    return message == nullptr ? "unreadable" : message;
}

// Where even the list of files is encrypted, and where libarchive finds out only while it reads.
bool is_encrypted(archive* open) {
    return ::archive_read_has_encrypted_entries(open) == 1 ||
           why(open).find("ncrypt") != std::string::npos;
}

// What could not be reached of an archive that is cut off.
constexpr std::string_view kRest = "(rest of the archive)";

// A ZIP ends with its directory; without it libarchive gives what stands before the cut and says
// nothing.
bool is_cut_off_zip(std::string_view bytes) {
    constexpr std::string_view kEnd{"PK\x05\x06", 4};
    constexpr std::size_t kFarthest = 22 + 0xFFFF;  // its own bytes and a comment
    return bytes.starts_with("PK") &&
           bytes.substr(bytes.size() - std::min(bytes.size(), kFarthest)).find(kEnd) ==
               std::string_view::npos;
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
            entry.fault = is_encrypted(open) ? std::string(kEncrypted) : why(open);
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
    const Utf8Names names;
    ERRAND_TRY(const auto open, open_archive(bytes));
    const auto rar5 = rar5_heads(bytes);
    const auto& locked = rar5.encrypted;
    std::size_t head = 0;
    std::vector<Entry> entries;
    for (;;) {
        archive_entry* header = nullptr;
        const auto status = ::archive_read_next_header(open.get(), &header);
        if (status == ARCHIVE_EOF) {
            if (is_cut_off_zip(bytes))
                entries.push_back({std::string(kRest), {}, "the file ends before its directory"});
            else if (rar5.is_rar5 && !rar5.ended)
                entries.push_back({std::string(kRest), {}, "the file ends before its end mark"});
            return entries;
        }
        if (status == ARCHIVE_FATAL || status == ARCHIVE_RETRY) {
            // A file cut off: what came before stays, and the rest has a name of its own.
            if (is_encrypted(open.get())) {
                if (entries.empty()) return fail(ErrorCode::Denied, "the archive is encrypted");
                entries.push_back({std::string(kRest), {}, std::string(kEncrypted)});
                return entries;
            }
            if (entries.empty())
                return fail(ErrorCode::Corrupt, "the archive cannot be read: " + why(open.get()));
            entries.push_back({std::string(kRest), {}, why(open.get())});
            return entries;
        }
        if (budget.entries == 0)
            return fail(ErrorCode::Exhausted, "the archive has more files than are allowed");
        --budget.entries;
        const bool is_locked = head < locked.size() && locked[head];
        ++head;
        if (::archive_entry_filetype(header) == AE_IFDIR) continue;
        Entry entry{name_of(header), {}, {}};
        if (::archive_entry_filetype(header) != AE_IFREG)
            entry.fault = "a link or a device, not a file";
        else if (is_locked || ::archive_entry_is_encrypted(header) != 0)
            entry.fault = kEncrypted;
        else
            ERRAND_TRY_VOID(read_entry(open.get(), entry, budget));
        entries.push_back(std::move(entry));
    }
}

}  // namespace errand::document
