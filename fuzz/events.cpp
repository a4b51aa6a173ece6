// Server-sent events: the same events however the bytes are cut, and what is written is read again.
#include <vector>

#include "base/check.hpp"
#include "net/sse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    if (size == 0) return 0;
    const std::size_t step = 1 + data[0] % 7;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    net::EventParser whole;
    const auto at_once = whole.feed(bytes);
    net::EventParser cut;
    std::vector<net::Event> piecemeal;
    bool failed = false;
    for (std::size_t at = 0; at < bytes.size() && !failed; at += step) {
        const auto some = cut.feed(bytes.substr(at, step));
        failed = !some;
        if (some) piecemeal.insert(piecemeal.end(), some->begin(), some->end());
    }
    ERRAND_CHECK(at_once.has_value() != failed);
    if (!at_once) return 0;
    ERRAND_CHECK(*at_once == piecemeal);
    for (const auto& event : *at_once) {
        net::EventParser again;
        const auto read = again.feed(net::write_event(event));
        ERRAND_CHECK(read && read->size() == 1 && read->front().data == event.data);
    }
    return 0;
}
