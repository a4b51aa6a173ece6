// What people say about a ledger: any bytes are cut into clauses and read against a small ledger.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "skills/ledger/ledger_for_tests.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace ledger = errand::skills::ledger;
    if (size == 0 || size > 2'000) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    static const auto small = ledger::testing::six();
    ledger::State state;
    if (data[0] % 2 == 1)
        state.asked = {{.number = 2, .field = "gross", .kind = "sums", .proposed = {}},
                       {.number = 4, .field = "date", .kind = "missing", .proposed = {}}};
    const auto outcome = ledger::read_sentence(ledger::testing::scene_of(small, state), text);
    auto changed = small;
    for (const auto& change : outcome.edit.changes) (void)changed.apply(change);
    for (const auto& change : outcome.edit.only) (void)changed.apply(change);
    (void)ledger::claims(text, nullptr);
    return 0;
}
