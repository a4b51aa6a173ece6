// Any entries as an OFD: "name\n" and the bytes of each, parted by zero bytes. What is read can be
// checked and written.
#include "invoice/ofd.hpp"

#include "base/check.hpp"
#include "invoice/checks.hpp"
#include "invoice/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    std::vector<document::Entry> entries;
    while (!rest.empty() && entries.size() < 16) {
        const auto one = rest.substr(0, rest.find('\0'));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        const auto name = one.substr(0, one.find('\n'));
        entries.push_back({std::string(name),
                           std::string(one.substr(std::min(name.size() + 1, one.size()))),
                           {}});
    }
    (void)invoice::is_ofd(entries);
    invoice::Reading reading{invoice::read_ofd(entries), {}};
    for (const auto& one : reading.invoices) (void)invoice::check(one, 2025);
    invoice::make_well_formed(reading);
    for (const auto& one : reading.invoices)
        ERRAND_CHECK(json::read<invoice::Invoice>(json::write(json::encode(one))).has_value());
    return 0;
}
