#include "eval/language/packed.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <memory>
#include <vector>

#include "eval/language/measure.hpp"

namespace errand::eval::language {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 16;

struct Free {
    void operator()(archive* one) const { archive_read_free(one); }
};

std::filesystem::path packed(std::filesystem::path file) {
    return file += ".zip";
}

Result<std::string> unpack(const std::filesystem::path& file) {
    const std::unique_ptr<archive, Free> from(archive_read_new());
    const auto broken = [&] {
        const char* why = archive_error_string(from.get());
        return fail(ErrorCode::Corrupt,
                    fmt::format("cannot unpack {}: {}", file.string(), why ? why : "it is empty"));
    };
    archive_read_support_format_zip(from.get());
    if (archive_read_open_filename(from.get(), file.c_str(), kBlockBytes) != ARCHIVE_OK)
        return broken();
    archive_entry* entry = nullptr;
    do {
        if (archive_read_next_header(from.get(), &entry) != ARCHIVE_OK) return broken();
    } while (archive_entry_filetype(entry) != AE_IFREG);
    std::string all;
    std::vector<char> block(kBlockBytes);
    for (;;) {
        const auto count = archive_read_data(from.get(), block.data(), block.size());
        if (count < 0) return broken();
        if (count == 0) return all;
        all.append(block.data(), static_cast<std::size_t>(count));
        if (all.size() > kMaxUnpackedBytes)
            return fail(ErrorCode::Exhausted, file.string() + " unpacks to too much");
    }
}

}  // namespace

Result<std::string> read_maybe_packed(const std::filesystem::path& file) {
    if (std::filesystem::exists(packed(file)) && !std::filesystem::exists(file))
        return unpack(packed(file));
    return read_file(file);
}

bool exists_maybe_packed(const std::filesystem::path& file) {
    return std::filesystem::exists(file) || std::filesystem::exists(packed(file));
}

}  // namespace errand::eval::language
