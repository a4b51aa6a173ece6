// Any bytes as a file: archives, OFD, signed files. Whatever they are, something is told about
// them.
#include "invoice/reader.hpp"

#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    document::Blind sight;
    const auto reading = invoice::read_file("f", bytes, sight);
    ERRAND_CHECK(!reading.invoices.empty() || !reading.findings.empty());
    return 0;
}
