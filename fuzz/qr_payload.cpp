// Any text as the payload of a code on an invoice.
#include "base/check.hpp"
#include "invoice/qr.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const auto invoice = invoice::read_code({reinterpret_cast<const char*>(data), size});
    ERRAND_CHECK(!invoice || invoice->number.value.size() >= 8);
    return 0;
}
