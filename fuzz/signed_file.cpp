// Any bytes as a signed file (CMS): what was signed is no longer than the file.
#include "document/signed_file.hpp"

#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)document::looks_signed(bytes);
    const auto content = document::signed_content(bytes);
    if (content) ERRAND_CHECK(content->size() <= bytes.size());
    return 0;
}
