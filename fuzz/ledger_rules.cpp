// Any text as a company's rules for categories, and as changes to a ledger that are replayed.
#include "json/json.hpp"
#include "ledger/ledger.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    ledger::Setting setting;
    setting.language = size % 2 == 0 ? "zh" : "en";
    if (auto rules = ledger::read_category_rules(text)) setting.rules = *std::move(rules);
    invoice::Invoice invoice;
    invoice.files = {{"a", "b", "xml"}};
    invoice.seller = {std::string(text), invoice::Source::Ocr, 50};
    invoice.remark = invoice.seller;
    invoice::Line line;
    line.name = text;
    invoice.lines = {{line}, invoice::Source::Ocr, 50};
    ledger::Ledger ledger(std::move(setting));
    ledger.add({{"a", {{invoice}, {}}}});
    if (const auto changes = json::read<std::vector<ledger::Change>>(text))
        for (const auto& change : *changes) (void)ledger.apply(change);
    (void)ledger.doubts();
    (void)ledger::to_csv(ledger);
    return 0;
}
