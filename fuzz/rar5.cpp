// Any bytes as the heads of a RAR 5 archive.
#include "document/rar5.hpp"

#include "base/check.hpp"
#include "document/limits.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    std::string bytes("Rar!\x1a\x07\x01\x00", 8);
    bytes.append(reinterpret_cast<const char*>(data), size);
    ERRAND_CHECK(document::rar5_heads(bytes).encrypted.size() <= document::kMaxUnpackedEntries);
    return 0;
}
