// No XML makes a reader of invoices fail other than by an error; what is read can be written,
// merged and checked.
#include "invoice/checks.hpp"
#include "invoice/merge.hpp"
#include "invoice/readers.hpp"

#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const auto xml = document::Xml::parse({reinterpret_cast<const char*>(data), size});
    if (!xml) return 0;
    for (auto& one : invoice::read_xml(xml->root())) {
        (void)invoice::check(one, 2025);
        auto merged = one;
        std::vector<invoice::Finding> findings;
        invoice::merge(merged, one, findings);
        ERRAND_CHECK(findings.empty());
        ERRAND_CHECK(invoice::identities(merged) == invoice::identities(one));
        if (!one.gross.has()) continue;
        const auto written = invoice::to_string(one.gross.value);
        if (const auto read = invoice::parse_decimal(written))
            ERRAND_CHECK(*read == one.gross.value);
    }
    return 0;
}
