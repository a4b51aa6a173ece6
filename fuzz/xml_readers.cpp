// Each reader of XML on any tree, also on one whose root it does not know: the first byte chooses.
// What is read comes back from JSON as it was.
#include "invoice/readers.hpp"

#include "base/check.hpp"
#include "invoice/json.hpp"

namespace {

using namespace errand;

std::vector<invoice::Invoice> read_with(std::uint8_t choice, document::Node root) {
    switch (choice % 8) {
        case 0:
            return {invoice::read_ubl(root)};
        case 1:
            return {invoice::read_cii(root)};
        case 2:
            return invoice::read_fattura(root);
        case 3:
            return {invoice::read_cfdi(root)};
        case 4:
            return {invoice::read_digital(root)};
        case 5:
            return {invoice::read_vat(root, invoice::Source::Text)};
        case 6:
            return {invoice::read_xbrl(root)};
        default:
            return invoice::read_xml(root);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto xml = document::Xml::parse({reinterpret_cast<const char*>(data + 1), size - 1});
    if (!xml) return 0;
    invoice::Reading reading{read_with(*data, xml->root()), {}};
    invoice::make_well_formed(reading);
    for (const auto& one : reading.invoices) {
        const auto text = json::write(json::encode(one));
        const auto again = json::read<invoice::Invoice>(text);
        ERRAND_CHECK(again.has_value());
        ERRAND_CHECK(json::write(json::encode(*again)) == text);
    }
    return 0;
}
